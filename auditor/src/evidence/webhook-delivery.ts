import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

const TriedSchema = z.object({
  /** `without a signature`: completes "took an event …". */
  says: z.string(),
  name: z.string(),
  call: CallSchema,
  /** Whether what the target file calls the effect was different afterwards; absent where nobody could see. */
  changed: z.boolean().optional(),
  /** The read that shows it. */
  seen: CallSchema.optional(),
});

const DeliverySchema = z.object({
  operation: z.string(),
  dialect: z.string(),
  /** The operation whose answer shows what an event did. */
  effect: z.string().optional(),
  /** A genuine event before, and another one after. */
  control: TriedSchema,
  last: TriedSchema,
  attempts: z.array(TriedSchema),
  /** A genuine event written with spaces, and the same text with the signature of its compact form. */
  spaced: z.object({ genuine: TriedSchema, rewritten: TriedSchema }).optional(),
});

export type Tried = z.infer<typeof TriedSchema>;
export type HookDelivery = z.infer<typeof DeliverySchema>;

/** What came of events with wrong signatures, or none, at an address that takes webhooks. */
export const WebhookSignature = defineEvidence('webhook-signature', DeliverySchema);

/** What came of genuine events that were sent again, or late. */
export const WebhookReplay = defineEvidence('webhook-replay', DeliverySchema);
