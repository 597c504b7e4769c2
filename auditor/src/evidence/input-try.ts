import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

const base = {
  operation: z.string(),
  identity: z.string(),
  /** An ordinary request before and after, with an ordinary answer or not. */
  before: z.object({ call: CallSchema, works: z.boolean() }),
  after: z.object({ call: CallSchema, works: z.boolean() }),
  /** Stable name of what is wrong with the request. */
  variant: z.string(),
  /** The same in words: `JSON that breaks off`. */
  what: z.string(),
  sent: CallSchema,
  /** The same once more, where the first try failed. */
  again: CallSchema.optional(),
};

/** A request that no parser or model should have to bear, and how the product took it. */
export const InputMalformed = defineEvidence(
  'input-malformed',
  z.object({
    ...base,
    /** The answer was the one of an ordinary request. */
    ordinary: z.boolean(),
  }),
);

/** What became of something far too long: kept whole, shortened, not kept; or nothing shows it. */
const KEPT = ['whole', 'cut', 'refused', 'unseen'] as const;

/** A text far beyond any bound, and what the product shows of it afterwards. */
export const InputOversized = defineEvidence(
  'input-oversized',
  z.object({
    ...base,
    characters: z.number().int(),
    kept: z.enum(KEPT),
    /** Where the product shows the object again. */
    look: CallSchema.optional(),
  }),
);

/** Fields that the route does not have, and whether the product shows them afterwards as its own. */
export const InputUnknownFields = defineEvidence(
  'input-unknown-fields',
  z.object({
    ...base,
    /** The answer was the one of an ordinary request. */
    taken: z.boolean(),
    /** The object is shown again, so that its fields could be seen. */
    visible: z.boolean(),
    /** Fields with the value that was smuggled in, where an ordinary object has another or none. */
    stored: z.array(z.object({ name: z.string(), value: z.string() })),
    look: CallSchema.optional(),
  }),
);

export type InputMalformedData = z.infer<typeof InputMalformed.schema>;
export type InputOversizedData = z.infer<typeof InputOversized.schema>;
export type InputUnknownFieldsData = z.infer<typeof InputUnknownFields.schema>;
