import { answerOf } from '../core/exchange.ts';
import { describeExchange } from '../core/exchange.ts';
import { requestIdOf } from '../core/request-id.ts';
import { ResponseId } from '../evidence/response-id.ts';
import type { Observer } from '../io/probe.ts';

/**
 * Lasting moves to another address, by which a router mends a slash too many before the product's code runs (Next.js does so
 * with 308). The next answer is the one that counts.
 */
const MOVED = [301, 308];
/** What a gateway says of a product that did not answer (RFC 9110, 15.6.3 to 15.6.5): there is no log line to be found. */
const NOT_REACHED = [502, 503, 504];

/** Looks whether answers of the API carry a request id. Preflights are left out: no customer ever sees one fail. */
export const requestId: Observer = {
  id: 'request-id',
  yields: [ResponseId.kind],
  traffic: ['error-trigger', 'cors'],
  see({ exchange, operation }) {
    const answer = answerOf(exchange);
    if (answer === undefined || operation === undefined || exchange.request.method === 'OPTIONS') return [];
    if ([...MOVED, ...NOT_REACHED].includes(answer.status)) return [];
    const found = requestIdOf(answer.headers, answer.body);
    const draft = ResponseId.of({
      operation,
      exchange: exchange.id,
      line: describeExchange(exchange),
      status: answer.status,
      ...found,
    });
    return [{ key: `${operation} ${answer.status} ${found?.where ?? 'none'}`, draft }];
  },
};
