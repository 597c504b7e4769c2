import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { PersonSchema, SeenSchema } from './seen.ts';

/** How the ids of one kind of object are made. */
const IdSequenceSchema = z.object({
  /** The operation that makes such objects. */
  operation: z.string(),
  resource: z.string(),
  owner: PersonSchema,
  /** Two ids differ in so much that none leads to another; then nothing was guessed. */
  drawn: z.boolean(),
  /** The requests that made the objects from whose ids the next ones were guessed. */
  before: z.array(SeenSchema),
  /** The objects made after that, each with whether its id had been named before it was made. */
  next: z.array(z.object({ seen: SeenSchema, guessed: z.boolean() })),
});

export type IdSequenceData = z.infer<typeof IdSequenceSchema>;

/** Can the id of the next object be told before it is made? */
export const IdSequence = defineEvidence('id-sequence', IdSequenceSchema);

/** What a link by which anybody reads something is worth. */
const ShareLinkSchema = z.object({
  /** The operation that makes links. */
  operation: z.string(),
  /** The public read that they lead to. */
  route: z.string(),
  owner: PersonSchema,
  /** Nobody in particular opens a link that was just made; shows the planted word. */
  control: SeenSchema,
  /** Characters of the secret part that may be anything. */
  length: z.number().int(),
  /** The secret part is the id of what is shared, which is no secret. */
  isObjectId: z.boolean(),
  /** Links that were named before they were made, opened by nobody in particular; shows the word planted in between. */
  guessed: z.array(SeenSchema),
  /** How many links were made to be guessed. */
  tries: z.number().int(),
  /** Opened by nobody after its owner had taken it back, twice; absent where links cannot be taken back. */
  revoked: z
    .object({ operation: z.string(), removal: SeenSchema, after: SeenSchema, again: SeenSchema })
    .optional(),
});

export type ShareLinkData = z.infer<typeof ShareLinkSchema>;

/** Does a link open only to those who were given it, and only until it is taken back? */
export const ShareLink = defineEvidence('share-link', ShareLinkSchema);
