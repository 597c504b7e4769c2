import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DoorSchema, PersonSchema, SeenSchema } from './seen.ts';

/** What a member could do before somebody took it away, and what each of its credentials can do afterwards. */
const EndedAccessSchema = z.object({
  person: PersonSchema,
  /** Who took it away. */
  by: PersonSchema,
  /** What was done, in words: `suspension`. */
  event: z.string(),
  /** The operation that the credentials were tried on. */
  operation: z.string(),
  /** True when the operation shows a planted canary; otherwise statuses and shapes decide. */
  hasCanary: z.boolean(),
  garbage: DoorSchema,
  change: SeenSchema,
  /** True when something shows that the change took effect: an answer that says so, or a credential that is refused now. */
  took: z.boolean(),
  credentials: z.array(
    z.object({
      /** `the session`, `a fresh log-in`, `an API key`. */
      name: z.string(),
      before: SeenSchema,
      /** Absent where the credential could not be had: see `because`. */
      after: DoorSchema.optional(),
      again: DoorSchema.optional(),
      /** A log-in that was refused is as good as a credential that is. */
      loginRefused: z.boolean().optional(),
      because: z.string().optional(),
    }),
  ),
  /** The member as it was: what was refused in between was refused because of the change. */
  restored: z.boolean(),
});

export type EndedAccessData = z.infer<typeof EndedAccessSchema>;

/** A member who was suspended. */
export const SuspendedMember = defineEvidence('suspended-member', EndedAccessSchema);

/** A member who was taken out of the tenant. */
export const RemovedMember = defineEvidence('removed-member', EndedAccessSchema);

/** A member whose role was lowered. */
export const LoweredRole = defineEvidence('lowered-role', EndedAccessSchema);
