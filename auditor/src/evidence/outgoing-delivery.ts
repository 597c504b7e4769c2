import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

/** How the signature of a call was: `unknown` where it could not be checked. */
const SIGNATURES = ['right', 'wrong', 'absent', 'unknown'] as const;

export const ReceiptSchema = z.object({
  atMs: z.number(),
  answered: z.number().int(),
  id: z.string().exactOptional(),
  body: z.string(),
  signature: z.enum(SIGNATURES),
});

const OutgoingSchema = z.object({
  /** The operation that makes an event. */
  operation: z.string(),
  /** How long a second attempt was waited for; the product says that it comes within that. */
  retryWithinMs: z.number(),
  /** Set when the product says so itself; otherwise it was only waited as long as anything is. */
  promised: z.boolean(),
  register: CallSchema,
  trigger: CallSchema,
  /** What a server got that failed once and then worked. */
  recovering: z.array(ReceiptSchema),
  /** What a server got that never worked. */
  failing: z.array(ReceiptSchema),
  failingTrigger: CallSchema.optional(),
  /** The list of what was given up. */
  dead: CallSchema.optional(),
  /** Whether the event stands in that list. */
  kept: z.boolean().optional(),
  /** How many events it showed in the end. */
  others: z.number().int().optional(),
});

export type OutgoingDelivery = z.infer<typeof OutgoingSchema>;

/** What a customer's server gets when it fails for a while, and when it never works. */
export const Outgoing = defineEvidence('outgoing-delivery', OutgoingSchema);
