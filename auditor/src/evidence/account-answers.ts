import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { SeenSchema } from './seen.ts';

/** An answer, and what of it may tell: with the address and everything that changes by itself masked. */
const ToldSchema = z.object({
  seen: SeenSchema,
  /** Status, address that it leads to, names of cookies, text. Equal for equal answers. */
  told: z.string(),
});

/** What one form answers for an address that has an account and for two that have none. */
export const AccountAnswers = defineEvidence(
  'account-answers',
  z.object({
    /** `POST /api/auth/login` */
    operation: z.string(),
    door: z.enum(['log-in', 'sign-up', 'reset', 'resend']),
    existing: ToldSchema,
    /** The same once more. */
    existingAgain: ToldSchema,
    /** Two made-up addresses: where they differ among themselves, a difference says nothing. */
    madeUp: z.tuple([ToldSchema, ToldSchema]),
    /** True where the product confirms addresses by mail, so that it could keep the answer to itself. */
    confirmsByMail: z.boolean(),
  }),
);

export type Told = z.infer<typeof ToldSchema>;
export type AccountAnswersData = z.infer<typeof AccountAnswers.schema>;
