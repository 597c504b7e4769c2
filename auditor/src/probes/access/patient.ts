import { answerOf, type Exchange } from '../../core/exchange.ts';
import { retryAfterMs } from '../../evidence/limit-headers.ts';
import type { Lane } from '../../io/lane.ts';

/** Longest wait for a limiter that says how long; a longer one leaves the question open. */
const LONGEST_MS = 65_000;

/** Sends, and once more after the wait that the target asks for: its limiter is not what is being tested here. */
export async function patiently(lane: Lane, send: () => Promise<Exchange>): Promise<Exchange> {
  const exchange = await send();
  const answer = answerOf(exchange);
  if (answer?.status !== 429) return exchange;
  const waitMs = retryAfterMs(answer.headers);
  if (waitMs === undefined || waitMs > LONGEST_MS) return exchange;
  await lane.sleep(waitMs + 250);
  return send();
}
