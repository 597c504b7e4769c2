import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DoorSchema, PersonSchema, SeenSchema } from './seen.ts';

/** Somebody's credential in the address instead of a header or a cookie, under each name that products use. */
const TokenInUrlSchema = z.object({
  operation: z.string(),
  person: PersonSchema,
  /** The genuine credential where it belongs, before and after. */
  control: SeenSchema,
  none: DoorSchema,
  tries: z.array(
    z.object({
      /** The parameter's name. */
      name: z.string(),
      attempt: DoorSchema,
      /** A made-up credential in the same place; asked only where the genuine one was let in. */
      garbage: DoorSchema.optional(),
      again: DoorSchema.optional(),
    }),
  ),
  controlAfter: SeenSchema,
});

export type TokenInUrlData = z.infer<typeof TokenInUrlSchema>;

export const TokenInUrl = defineEvidence('token-in-url', TokenInUrlSchema);

/** An address in an answer that holds the very credential of whoever asked. */
const AddressWithTokenSchema = z.object({
  /** The operation, or the path. */
  where: z.string(),
  exchange: z.string(),
  line: z.string(),
  parameter: z.string(),
  /** Where in the answer it stands. */
  place: z.enum(['Location header', 'body']),
  /** The address with the credential masked, for reports. */
  excerpt: z.string(),
});

export type AddressWithTokenData = z.infer<typeof AddressWithTokenSchema>;

export const AddressWithToken = defineEvidence('address-with-token', AddressWithTokenSchema);
