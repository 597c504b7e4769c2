import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';

/** What reading the source can suspect. None of it proves anything. */
const HINT_KINDS = [
  'route-without-guard',
  'middleware-only-auth',
  'server-action-without-check',
  'client-side-check',
  'query-without-owner-filter',
] as const;

const SourceHintSchema = z.object({
  kind: z.enum(HINT_KINDS),
  /** Relative to the repository. */
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  /** `GET /api/notes/{id}`: the route that gets there. */
  route: z.string().exactOptional(),
  /** One sentence. */
  what: z.string(),
  /** One to three lines, with everything masked that might be a secret. */
  snippet: z.string(),
});

const SourceRouteSchema = z.object({
  id: z.string(),
  file: z.string(),
  line: z.number().int(),
});

const SourceActionSchema = z.object({
  name: z.string(),
  file: z.string(),
  line: z.number().int(),
  /** How many plain texts it is called with; absent when it takes anything else, or nothing. */
  texts: z.number().int().exactOptional(),
  /** How the built app calls it; absent when there is no build to look it up in. */
  call: z.object({ id: z.string(), page: z.string() }).exactOptional(),
});

/** All that reading a repository gave. */
export const SourceReadingSchema = z.object({
  /** Files that were read as code. */
  files: z.number().int(),
  /** Files that could not be, with the reason. */
  unread: z.array(z.object({ file: z.string(), because: z.string() })),
  /** Why not all of the repository was read. */
  cut: z.string().exactOptional(),
  routes: z.array(SourceRouteSchema),
  actions: z.array(SourceActionSchema),
  hints: z.array(SourceHintSchema),
});

export type SourceHintData = z.infer<typeof SourceHintSchema>;
export type SourceActionData = z.infer<typeof SourceActionSchema>;
export type SourceReading = z.infer<typeof SourceReadingSchema>;

/** What the source suggests, one piece for each place, and one that says how much was read. */
export const SourceHint = defineEvidence(
  'source-hint',
  z.discriminatedUnion('about', [
    z.object({
      about: z.literal('reading'),
      files: z.number().int(),
      routes: z.number().int(),
      actions: z.number().int(),
      unread: z.number().int(),
      /** Why not all of the repository was read. */
      cut: z.string().exactOptional(),
    }),
    z.object({
      about: z.literal('hint'),
      hint: SourceHintSchema,
      /** The operation that the run knows it as; absent when only the source knows it. */
      operation: z.string().exactOptional(),
    }),
    /** A route that the source has and no list of the target file. */
    z.object({ about: z.literal('unlisted'), route: SourceRouteSchema }),
    /** A server action that was called as nobody. */
    z.object({
      about: z.literal('called'),
      action: SourceActionSchema,
      exchange: z.string(),
      outcome: z.enum(['refused', 'answered', 'unclear']),
      because: z.string(),
    }),
    /** A server action that nothing can call, since no build says under which id. */
    z.object({ about: z.literal('uncalled'), action: SourceActionSchema }),
  ]),
);

export type SourceHintEvidence = z.infer<typeof SourceHint.schema>;
