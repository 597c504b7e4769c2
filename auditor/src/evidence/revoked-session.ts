import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DoorSchema, PersonSchema, SeenSchema } from './seen.ts';

/** A refresh token before and after something that must end it. */
const RevokedRefreshSchema = z.object({
  /** What the refresh token of another, living session gave access to: refreshing works. */
  control: DoorSchema,
  /** What the token of the ended session still gave access to. */
  after: DoorSchema,
  again: DoorSchema.optional(),
});

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
  /** Absent where the target file names no way to refresh. */
  refresh: RevokedRefreshSchema.optional(),
  /** A fresh log-in afterwards: the account is alive, so the refusal is the session's. */
  fresh: SeenSchema.optional(),
  freshBecause: z.string().optional(),
});

export type RevokedRefresh = z.infer<typeof RevokedRefreshSchema>;
export type RevokedSession = z.infer<typeof RevokedSessionSchema>;

/** A session after its log-out. */
export const SessionAfterLogout = defineEvidence('session-after-logout', RevokedSessionSchema);

/** A session after the password of its account was changed in another one. */
export const SessionAfterPasswordChange = defineEvidence(
  'session-after-password-change',
  RevokedSessionSchema,
);
