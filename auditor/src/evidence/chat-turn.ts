import * as z from 'zod';
import { CallSchema } from './response-call.ts';

/** One message to the bot and what came of it. */
export const ChatTurnSchema = z.object({
  call: CallSchema,
  /** Letters of the reply; 0 when there was no answer or nothing in it. */
  letters: z.number().int(),
  /** Why the turn shows nothing about the bot: no answer, an error, an empty or unreadable reply. */
  because: z.string().optional(),
});

export type ChatTurn = z.infer<typeof ChatTurnSchema>;

/** What a reply copied of a text that should have stayed secret: letters that ordinary questions do not bring about. */
export const RecitedSchema = z.object({
  /** Consecutive letters, at least forty. */
  letters: z.number().int(),
  /** `as it is`, `rot13`, `an encoding`. */
  written: z.string(),
  /** The stretch of the reply, where it can be pointed at. */
  quote: z.string().optional(),
});

export type Recited = z.infer<typeof RecitedSchema>;

/** A turn in which words that were planted are looked for: in the reply, its citations, the stream. */
export const HeardSchema = ChatTurnSchema.extend({
  /** True when the answer held one of them, in any encoding. */
  canary: z.boolean(),
  /** The words that were seen, for highlighting. */
  marks: z.array(z.string()),
});

export type Heard = z.infer<typeof HeardSchema>;
