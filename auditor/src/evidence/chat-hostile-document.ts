import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { ChatTurnSchema, HeardSchema, RecitedSchema } from './chat-turn.ts';

const OutcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('asked'),
    attack: ChatTurnSchema,
    /** What the reply copied of the system prompt. */
    recited: RecitedSchema.optional(),
    /** The reply says a word that only who follows the order puts together: quoting does not. */
    steered: z.boolean(),
  }),
  /** The product takes the harmless document, and not this one. */
  z.object({ kind: z.literal('refused'), line: z.string() }),
  z.object({ kind: z.literal('unclear'), because: z.string() }),
]);

const TriedSchema = z.object({
  kind: z.literal('tried'),
  operation: z.string(),
  identity: z.string(),
  /** Where the order stands. */
  variant: z.enum(['text', 'file-name', 'hidden-text', 'comment']),
  /** A question about the harmless document, answered from it. */
  before: HeardSchema,
  /** What came of an ordinary question about the hostile one. */
  outcome: OutcomeSchema,
  after: HeardSchema,
});

/** Documents of this form are not taken at all. */
const NotTakenSchema = z.object({
  kind: z.literal('not-taken'),
  operation: z.string(),
  form: z.string(),
  line: z.string(),
});

/** One document with an order in it, between two questions about a document of the same form that has none. */
export const HostileDocument = defineEvidence(
  'chat-hostile-document',
  z.discriminatedUnion('kind', [TriedSchema, NotTakenSchema]),
);

export type HostileAttempt = z.infer<typeof HostileDocument.schema>;
export type TriedDocument = z.infer<typeof TriedSchema>;
