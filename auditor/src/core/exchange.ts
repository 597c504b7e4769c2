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
  /** The HTTP status; of a DNS answer its RCODE (RFC 1035, 4.1.1); of a TLS handshake 0. */
  status: z.number().int(),
  /** What an answer is called where its status says nothing to people: `NXDOMAIN`, `TLSv1.3`, `refused`. */
  label: z.string().exactOptional(),
  /** Lower-case names; repeated headers joined with a comma, except `set-cookie` (newline). */
  headers: z.record(z.string(), z.string()),
  /** Decoded text, redacted, at most the size limit. */
  body: z.string(),
  /** Bytes received, before any cut. */
  bytes: z.number().int(),
  /** True when the answer was longer than what is kept; canaries were still looked for in all that was read. */
  truncated: z.boolean(),
  /** Of an answer that came in pieces: how many bytes had come by when, in milliseconds since the request. */
  arrivals: z.array(z.object({ bytes: z.number().int(), ms: z.number() })).exactOptional(),
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

/**
 * One recorded act: what was asked as whom, and what came back. Holds no secret. An HTTP request and its answer; or, with
 * `DNS` or `TLS` as its method, a question to the resolver or a handshake, whose answer's body is JSON (`dns.ts`,
 * `handshake.ts`).
 */
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
  return `${method} ${url} as ${exchange.as} → ${resultOf(exchange)}`;
}

/** What came back in a word: `200`, `NXDOMAIN`, `timeout`. */
export function resultOf({ outcome }: Exchange): string {
  return outcome.kind === 'answer' ? (outcome.label ?? String(outcome.status)) : outcome.reason;
}
