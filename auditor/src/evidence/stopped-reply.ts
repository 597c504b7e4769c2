import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { PersonSchema, SeenSchema } from './seen.ts';

/** A reply of the bot while somebody tried to stop it. */
const AttemptSchema = z.object({
  /** Letters of the reply that came. */
  letters: z.number().int(),
  reply: SeenSchema,
  /** The call that was to stop it; absent when the reply was over before. */
  stop: SeenSchema.exactOptional(),
});

export type StopAttempt = z.infer<typeof AttemptSchema>;

/** Whether somebody else can stop a reply that is being made. */
export const StoppedReply = defineEvidence(
  'stopped-reply',
  z.object({
    operation: z.string(),
    victim: PersonSchema,
    attacker: PersonSchema,
    /** The same question, and nobody stops it. */
    whole: AttemptSchema,
    /** The victim stops it: shows that stopping works, and that there is time for it. */
    own: AttemptSchema,
    attack: AttemptSchema,
    again: AttemptSchema.exactOptional(),
  }),
);

export type StoppedReplyData = z.infer<typeof StoppedReply.schema>;
