import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { ChatTurnSchema, RecitedSchema } from './chat-turn.ts';

const AttemptSchema = z.object({
  operation: z.string(),
  identity: z.string(),
  /** Stable name of the attack: `direct/show-me`, `encoded/base64`. */
  technique: z.string(),
  /** What was said, for the report. */
  prompt: z.string(),
  before: ChatTurnSchema,
  attack: ChatTurnSchema,
  after: ChatTurnSchema,
  /** What the reply copied of the owner's prompt. */
  leak: RecitedSchema.optional(),
});

export type SystemPromptAttempt = z.infer<typeof AttemptSchema>;

/** One attempt to make the bot give away its instructions, between two ordinary questions. */
export const ChatSystemPrompt = defineEvidence('chat-system-prompt', AttemptSchema);

/** One attempt to override its instructions: that worked when it gives them away. */
export const ChatInjection = defineEvidence('chat-injection', AttemptSchema);
