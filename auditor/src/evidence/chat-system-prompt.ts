import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { ChatTurnSchema } from './chat-turn.ts';

/** One attempt to make the bot give away its instructions, between two ordinary questions. */
export const ChatSystemPrompt = defineEvidence(
  'chat-system-prompt',
  z.object({
    operation: z.string(),
    identity: z.string(),
    /** Stable name of the attack: `direct/show-me`, `encoded/base64`. */
    technique: z.string(),
    /** What was said, for the report. */
    prompt: z.string(),
    before: ChatTurnSchema,
    attack: ChatTurnSchema,
    after: ChatTurnSchema,
    /** Consecutive letters of the owner's prompt in the reply, absent from the replies to ordinary questions. */
    leak: z
      .object({
        letters: z.number().int(),
        /** `as it is`, `rot13`, `an encoding`. */
        written: z.string(),
        /** The stretch of the reply, where it can be pointed at. */
        quote: z.string().optional(),
      })
      .optional(),
  }),
);

export type SystemPromptAttempt = z.infer<typeof ChatSystemPrompt.schema>;
