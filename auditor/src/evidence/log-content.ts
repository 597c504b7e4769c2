import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';

const LeakSchema = z.object({
  /** A credential of the run, text that an identity wrote, or an address of a person. */
  kind: z.enum(['credential', 'text', 'address']),
  /** `a token of ana`. */
  what: z.string(),
  /** `app.log:120`. */
  where: z.string(),
  /** The line around it, with every secret masked. */
  excerpt: z.string(),
  /** It stands in the query of an address, which a log of addresses cannot help to show. */
  inQuery: z.boolean(),
});

export type LogLeak = z.infer<typeof LeakSchema>;

/** What became of the word that the run told the bot, so that it could be looked for: `nothing` where no bot is described. */
const TypedSchema = z.enum(['answered', 'unanswered', 'nothing']);

export type Typed = z.infer<typeof TypedSchema>;

/** What reading the logs gives. */
export const LogReadingSchema = z.object({
  files: z.array(z.string()),
  /** Bytes and lines that were added since the run began. */
  bytes: z.number().int(),
  lines: z.number().int(),
  /** Of the run's own requests: how many were looked for, and how many left a line. */
  asked: z.number().int(),
  found: z.number().int(),
  /** By what they were looked for: `request id`, `path`. */
  by: z.string(),
  leaks: z.array(LeakSchema),
  /** Why not all was read. */
  cut: z.string().exactOptional(),
});

export type LogReadingData = z.infer<typeof LogReadingSchema>;

/** What the product wrote into its logs while the run went on. */
export const LogContent = defineEvidence('log-content', LogReadingSchema.extend({ typed: TypedSchema }));

export type LogContentData = z.infer<typeof LogContent.schema>;
