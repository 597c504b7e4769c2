import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { PersonSchema, SeenSchema } from './seen.ts';

/** One way of presenting a token that should not count. */
const MailedTokenSchema = z.object({
  person: PersonSchema,
  /** `POST /api/password` */
  operation: z.string(),
  /** What was sent in the token's place, in words: `no token at all`. */
  variant: z.string(),
  /** What the genuine token opened, once: the request is right as it is sent. */
  genuine: SeenSchema,
  attempt: SeenSchema,
  /** What the account then showed to whoever had made the attempt; absent where they could not get in. */
  entered: SeenSchema.optional(),
  /** The same once more, after everything was put back. */
  again: z.object({ attempt: SeenSchema, entered: SeenSchema.optional() }).optional(),
  /** Why nothing follows. */
  because: z.string().optional(),
});

export type MailedTokenData = z.infer<typeof MailedTokenSchema>;

/** Tokens for a new password. */
export const ResetToken = defineEvidence('reset-token', MailedTokenSchema);
