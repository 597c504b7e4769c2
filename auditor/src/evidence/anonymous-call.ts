import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DoorSchema, PersonSchema, SeenSchema } from './seen.ts';

/**
 * A protected operation that no planted word shows up in, called without a valid credential. Statuses and shapes are all
 * there is to go by, so this can show that a door is shut, and only make it likely that it is open.
 */
const AnonymousCallSchema = z.object({
  operation: z.string(),
  /** Whose call was the control. */
  person: PersonSchema,
  credential: z.enum(['none', 'garbage']),
  control: SeenSchema,
  attempt: DoorSchema,
});

export type AnonymousCallData = z.infer<typeof AnonymousCallSchema>;

export const AnonymousCall = defineEvidence('anonymous-call', AnonymousCallSchema);

/** An operation that the founder declared public, called without a credential. */
const PublicAnswerSchema = z.object({
  operation: z.string(),
  answer: SeenSchema,
  again: SeenSchema.optional(),
  /** Whose private words were seen. */
  leaks: z.array(PersonSchema),
  /** Nobody declared it: only the scripts of the front end name it. */
  unlisted: z.boolean().exactOptional(),
});

export type PublicAnswerData = z.infer<typeof PublicAnswerSchema>;

export const PublicAnswer = defineEvidence('public-answer', PublicAnswerSchema);
