import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DrillReadingSchema } from '../core/monitors.ts';

/** What is known of alerts: which channels the monitors have, and what the last drill saw. */
export const AlertDrill = defineEvidence(
  'alert-drill',
  z.object({
    /** `Gatus (gatus.yaml)`. */
    monitors: z.array(z.string()),
    /** Kinds of channel that some monitor alerts by. */
    channels: z.array(z.string()),
    /** `monitoring.watch` is among the monitors: only that one can be drilled. */
    drillable: z.boolean(),
    drill: DrillReadingSchema.exactOptional(),
    alertMinutes: z.number(),
  }),
);

export type AlertDrillData = z.infer<typeof AlertDrill.schema>;
