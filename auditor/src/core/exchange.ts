import * as z from 'zod';

/** Why a request got no answer that could be judged. */
export const NO_ANSWER = [
  'timeout',
  'refused',
  'reset',
  'dns',
  'tls',
  'out-of-scope',
  'budget',
  'stopped',
  'no-session',
  'protocol',
  'off-tape',
] as const;

const RequestSchema = z.object({
  method: z.string(),
  url: z.string(),
  /** Lower-case names; credentials are placeholders, never values. */
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
});

const AnswerSchema = z.object({
  kind: z.literal('answer'),
  status: z.number().int(),
  /** Lower-case names; repeated headers joined with a comma, except `set-cookie` (newline). */
  headers: z.record(z.string(), z.string()),
  /** Decoded text, redacted, at most the size limit. */
  body: z.string(),
  /** Bytes received, before any cut. */
  bytes: z.number().int(),
  /** True when the answer was longer than what is kept; canaries were still looked for in all that was read. */
  truncated: z.boolean(),
  /** Why it did not end: larger than the limit, or still running when time was up. */
  cut: z.enum(['size', 'time']).optional(),
  /** Every canary of this run that the whole answer held, headers included, in any encoding. */
  canaries: z.array(z.string()),
});

const NoAnswerSchema = z.object({
  kind: z.literal('no-answer'),
  reason: z.enum(NO_ANSWER),
  message: z.string(),
});

/** One recorded HTTP act: what was asked as whom, and what came back. Holds no secret. */
export const ExchangeSchema = z.object({
  /** `<lane>#<n>`: unique in a run. */
  id: z.string(),
  lane: z.string(),
  /** The identity's name, `anonymous`, or a phrase such as `ana, token with alg none`. */
  as: z.string(),
  request: RequestSchema,
  outcome: z.discriminatedUnion('kind', [AnswerSchema, NoAnswerSchema]),
  /** Milliseconds since the run began. */
  startedMs: z.number(),
  durationMs: z.number(),
});

export type Exchange = z.infer<typeof ExchangeSchema>;
export type Answer = z.infer<typeof AnswerSchema>;
export type NoAnswer = z.infer<typeof NoAnswerSchema>;
export type RecordedRequest = z.infer<typeof RequestSchema>;

/** The answer, or undefined when none came. */
export function answerOf(exchange: Exchange): Answer | undefined {
  return exchange.outcome.kind === 'answer' ? exchange.outcome : undefined;
}

/** One line for people: `GET /api/me as ana → 200`. */
export function describeExchange(exchange: Exchange): string {
  const { method, url } = exchange.request;
  const result =
    exchange.outcome.kind === 'answer' ? String(exchange.outcome.status) : exchange.outcome.reason;
  return `${method} ${url} as ${exchange.as} → ${result}`;
}
