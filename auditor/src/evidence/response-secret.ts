import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { SecretSightingSchema } from './secret-scan.ts';

/** Whether an answer of the product held the shape of a credential. */
export const ResponseSecret = defineEvidence(
  'response-secret',
  z.object({
    /** The operation, or method and path. */
    where: z.string(),
    exchange: z.string(),
    line: z.string(),
    /**
     * Who was given it: `issued` to the one who asked for a new one, `shown` to somebody who is logged in, `open` to anybody or
     * inside an error.
     */
    to: z.enum(['issued', 'shown', 'open']),
    /** Absent when nothing was found. */
    sighting: SecretSightingSchema.exactOptional(),
  }),
);

export type ResponseSecretData = z.infer<typeof ResponseSecret.schema>;
