import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { ChatTurnSchema, HeardSchema } from './chat-turn.ts';
import { ExpectationSchema, PersonSchema, RelationSchema } from './seen.ts';

/** One request for other people's data, by somebody who has no right to it, between questions that show that all is alive. */
export const ForeignData = defineEvidence(
  'chat-foreign-data',
  z.object({
    operation: z.string(),
    victim: PersonSchema,
    attacker: PersonSchema,
    relation: RelationSchema,
    expected: ExpectationSchema,
    /** Where the victim's word was planted. */
    place: z.enum(['document', 'conversation', 'memory']),
    /** Stable name of the request: `export-records`. */
    technique: z.string(),
    /** What was said, for the report. */
    prompt: z.string(),
    /** False when the victim's own bot answers without it, and nobody said that it keeps such things: not a place to look. */
    concerns: z.boolean(),
    /** The victim asks for it. */
    ownerBefore: HeardSchema,
    /** The attacker asks something ordinary. */
    before: ChatTurnSchema,
    attack: HeardSchema,
    after: ChatTurnSchema,
    ownerAfter: HeardSchema,
  }),
);

export type ForeignDataAttempt = z.infer<typeof ForeignData.schema>;
