import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { ADDRESS_KINDS, DEVICES, JourneySchema } from '../core/journey.ts';

const PassSchema = z.object({
  /** The recorded pass. */
  exchange: z.string(),
  address: z.enum(ADDRESS_KINDS),
  /** What was met; absent when no browser could be had. */
  journey: JourneySchema.exactOptional(),
  /** Why there is none. */
  because: z.string().exactOptional(),
});

export type Pass = z.infer<typeof PassSchema>;

/** Passes of one journey on one device, in their order. */
export const JourneyRuns = defineEvidence(
  'journey-runs',
  z.object({
    journey: z.string(),
    device: z.enum(DEVICES),
    /** How many in a row have to get to the end. */
    wanted: z.number().int(),
    passes: z.array(PassSchema),
    /** Whether another mail of the product arrived, where one of the journey did not. */
    mail: z
      .object({ arrived: z.boolean(), because: z.string().exactOptional(), exchange: z.string() })
      .exactOptional(),
  }),
);

export type JourneyRunsData = z.infer<typeof JourneyRuns.schema>;
