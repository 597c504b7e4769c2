import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DoorSchema, PersonSchema, SeenSchema } from './seen.ts';

/** A session before and after something that must end it. */
const RevokedSessionSchema = z.object({
  person: PersonSchema,
  /** The operation that the session was tried on. */
  operation: z.string(),
  /** What must end it, in words: `log-out`. */
  event: z.string(),
  before: SeenSchema,
  /** A garbage credential on the same operation: what a refusal looks like. */
  garbage: DoorSchema,
  revoke: SeenSchema,
  after: DoorSchema,
  again: DoorSchema.optional(),
  /** A fresh log-in afterwards: the account is alive, so the refusal is the session's. */
  fresh: SeenSchema.optional(),
  freshBecause: z.string().optional(),
});

export type RevokedSession = z.infer<typeof RevokedSessionSchema>;

/** A session after its log-out. */
export const SessionAfterLogout = defineEvidence('session-after-logout', RevokedSessionSchema);
