import { answerOf, type Exchange } from '../../core/exchange.ts';
import { retryAfterMs } from '../../evidence/limit-headers.ts';
import type { Lane } from '../../io/lane.ts';

/** Longest wait for a limiter that says how long; a longer one leaves the question open. */
const LONGEST_MS = 65_000;
const TRIES = 4;

/**
 * Sends, and again after the wait that the target asks for: its limiter is not what is being tested here. Others of the run wait
 * for the same moment, and may be faster.
 */
export async function patiently(lane: Lane, send: () => Promise<Exchange>): Promise<Exchange> {
  let exchange = await send();
  let waitedMs = 0;
  for (let tries = 1; tries < TRIES; tries += 1) {
    const answer = answerOf(exchange);
    if (answer?.status !== 429) return exchange;
    const waitMs = retryAfterMs(answer.headers);
    if (waitMs === undefined || waitedMs + waitMs > LONGEST_MS) return exchange;
    await lane.sleep(waitMs + 250);
    waitedMs += waitMs + 250;
    exchange = await send();
  }
  return exchange;
}
