import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DoorSchema, PersonSchema, SeenSchema } from './seen.ts';

/** One forged credential on one route where the absence of a credential and a garbage one are known to be refused. */
const ForgedTokenSchema = z.object({
  operation: z.string(),
  person: PersonSchema,
  /** `alg-none (nOnE)`, `payload-changed`. */
  forgery: z.string(),
  /** What the genuine credential is. */
  shape: z.enum(['jwt', 'opaque', 'cookie', 'api-key', 'basic', 'none']),
  /** The genuine credential; shows the canary where the operation has one. */
  control: SeenSchema,
  /** True when the operation shows a planted canary; otherwise statuses and shapes decide. */
  hasCanary: z.boolean(),
  none: DoorSchema,
  garbage: DoorSchema,
  /** The genuine token with another signature, where the question is which key is believed: if this is, no key is looked at. */
  anySignature: DoorSchema.optional(),
  /** Absent when the credential is of a kind that cannot be forged in this way. */
  attempt: DoorSchema.optional(),
  again: DoorSchema.optional(),
  /** Why there is nothing to forge, where that is the defence: `opaque`, `no well-known secret signed it`. */
  nothingToForge: z.string().optional(),
  /** Why nothing could be forged, where that leaves the question open. */
  impossible: z.object({ because: z.string(), add: z.string().optional() }).optional(),
  controlAfter: SeenSchema.optional(),
});

export type ForgedTokenData = z.infer<typeof ForgedTokenSchema>;

/** A token of the identity that has expired. */
export const ExpiredToken = defineEvidence('expired-token', ForgedTokenSchema);

/** A token whose algorithm is none. */
export const UnsignedToken = defineEvidence('unsigned-token', ForgedTokenSchema);

/** A token that was changed after signing, or lost its signature. */
export const TamperedToken = defineEvidence('tampered-token', ForgedTokenSchema);

/** A token signed with a guessable secret. */
export const WeaklySignedToken = defineEvidence('weakly-signed-token', ForgedTokenSchema);

/** A token signed with a published public key as if it were a shared secret. */
export const ConfusedKeyToken = defineEvidence('confused-key-token', ForgedTokenSchema);

/** A token whose own header says which key to check it with. */
export const OwnKeyToken = defineEvidence('own-key-token', ForgedTokenSchema);
