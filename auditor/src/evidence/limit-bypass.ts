import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

/** Ways around a limit that had just shown. */
export const LimitBypass = defineEvidence(
  'limit-bypass',
  z.object({
    operation: z.string(),
    /** What the limit said, asked plainly; absent when no limit ever showed. */
    limited: CallSchema.optional(),
    ways: z.array(
      z.object({
        /** Stable name: `x-forwarded-for`, `a trailing slash`. */
        name: z.string(),
        kind: z.enum(['address', 'spelling']),
        tried: CallSchema,
        outcome: z.enum(['limited', 'processed', 'other', 'unanswered']),
        /** Set when it was processed: the plain request between, and the way once more. */
        plain: CallSchema.optional(),
        plainLimited: z.boolean().optional(),
        again: CallSchema.optional(),
        againProcessed: z.boolean().optional(),
      }),
    ),
  }),
);

export type LimitBypassData = z.infer<typeof LimitBypass.schema>;
