import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DoorSchema, PersonSchema, SeenSchema } from './seen.ts';

/** A fresh account that has not followed its mail. */
export const UnverifiedAddress = defineEvidence(
  'unverified-address',
  z.object({
    /** `POST /api/signup` */
    operation: z.string(),
    /** The operation that shows whether one is in. */
    route: z.string(),
    signUp: SeenSchema,
    /** What the account saw before its address was confirmed; absent where it could not log in. */
    entered: DoorSchema.optional(),
    again: DoorSchema.optional(),
    /** The same account after the mail was followed: name and password are right. */
    confirmed: SeenSchema.optional(),
    because: z.string().optional(),
    /** What the target file says that such an account may do. */
    said: z.enum(['out', 'in']).optional(),
  }),
);

/** One way of continuing as somebody, and whose data the session then showed. */
const UpgradeSchema = z.object({
  upgrade: SeenSchema,
  /** What the session showed; absent where there was none. */
  entered: SeenSchema.optional(),
  isVictim: z.boolean(),
});

/** A guest who continues as somebody with an account. */
export const GuestUpgrade = defineEvidence(
  'guest-upgrade',
  z.object({
    person: PersonSchema,
    operation: z.string(),
    /** The guest before: nobody's account. */
    guest: UpgradeSchema,
    /** With the right password. */
    genuine: UpgradeSchema,
    /** With a wrong one. */
    attack: UpgradeSchema,
    again: UpgradeSchema.optional(),
  }),
);

/** An account that the product's own documentation names. */
export const DefaultAccount = defineEvidence(
  'default-account',
  z.object({
    user: z.string(),
    operation: z.string(),
    /** An ordinary account that logs in the same way. */
    control: SeenSchema,
    entered: DoorSchema.optional(),
    again: DoorSchema.optional(),
    because: z.string().optional(),
  }),
);

export type UnverifiedAddressData = z.infer<typeof UnverifiedAddress.schema>;
export type Upgrade = z.infer<typeof UpgradeSchema>;
export type GuestUpgradeData = z.infer<typeof GuestUpgrade.schema>;
export type DefaultAccountData = z.infer<typeof DefaultAccount.schema>;
