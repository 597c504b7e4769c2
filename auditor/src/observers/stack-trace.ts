import { answerOf, describeExchange } from '../core/exchange.ts';
import { ResponseTrace } from '../evidence/response-trace.ts';
import type { Observer } from '../io/probe.ts';
import { TRACE_PATTERNS } from './trace-patterns.ts';

/** Characters of an answer that are searched: error pages put the trace first, long lists hold none. */
const SEARCHED = 100_000;
const QUOTED = 160;

/**
 * Looks for stack traces, database errors and debug pages. Reads the recorded answer, which is redacted already, so that the
 * quotation holds no secret.
 */
export const stackTrace: Observer = {
  id: 'stack-trace',
  yields: [ResponseTrace.kind],
  traffic: ['error-trigger'],
  see({ exchange, operation }) {
    const answer = answerOf(exchange);
    if (answer === undefined) return [];
    const where = operation ?? `${exchange.request.method} ${pathOf(exchange.request.url)}`;
    const common = { where, exchange: exchange.id, line: describeExchange(exchange), status: answer.status };
    return tracesIn(answer.body.slice(0, SEARCHED)).map(({ what, excerpt }) => ({
      key: `${where} ${answer.status >= 400 ? 'error' : 'success'} ${what}`,
      draft: ResponseTrace.of({ ...common, what, excerpt }),
    }));
  },
};

/** What of the inside a text shows, each sort once, with the place that shows it. */
export function tracesIn(text: string): readonly { readonly what: string; readonly excerpt: string }[] {
  const found = new Map<string, string>();
  for (const { what, hint, pattern } of TRACE_PATTERNS) {
    if (found.has(what) || !text.includes(hint)) continue;
    const match = pattern.exec(text);
    if (match !== null) found.set(what, match[0].trim().slice(0, QUOTED));
  }
  return [...found].map(([what, excerpt]) => ({ what, excerpt }));
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
