import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { PersonSchema, SeenSchema } from './seen.ts';

/** A protected read, asked for by nobody in a way that a guard may overlook: a spelling, a method, a forged header. */
const GuardBypassSchema = z.object({
  operation: z.string(),
  victim: PersonSchema,
  family: z.enum(['spelling', 'method', 'header']),
  /** `a trailing slash`, `x-middleware-subrequest: middleware`. */
  variant: z.string(),
  /** The owner's plain call, which must show the canary. */
  control: SeenSchema,
  /** The plain call by nobody, which must not. */
  plain: SeenSchema,
  attempt: SeenSchema,
  again: SeenSchema.optional(),
  /** The owner's call in the same way; tells whether this way reaches the operation at all. */
  ownerVariant: SeenSchema.optional(),
  /** The variant has no answer body that could show a canary: a status is all there is. */
  statusOnly: z.boolean(),
  /** The owner's plain call after all variants. */
  ownerAfter: SeenSchema.optional(),
});

export type GuardBypassData = z.infer<typeof GuardBypassSchema>;

export const GuardBypass = defineEvidence('guard-bypass', GuardBypassSchema);
