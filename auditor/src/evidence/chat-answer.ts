import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { ChatTurnSchema } from './chat-turn.ts';

/** One of the founder's own questions, and what the bot made of it. */
export const ChatAnswer = defineEvidence(
  'chat-answer',
  z.object({
    operation: z.string(),
    identity: z.string(),
    question: z.string(),
    /** Passages that a useful answer holds. */
    expected: z.array(z.string()),
    /** Those that it did not hold; case, spacing, punctuation and markup do not count. */
    missing: z.array(z.string()),
    /** The document that was brought first. */
    document: z.string().optional(),
    turn: ChatTurnSchema,
  }),
);

export type Answered = z.infer<typeof ChatAnswer.schema>;
