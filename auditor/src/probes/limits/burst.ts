import { answerOf, type Answer, type Exchange } from '../../core/exchange.ts';
import type { Burst } from '../../evidence/limit-burst.ts';
import { announcedLimit, retryAfterMs } from '../../evidence/limit-headers.ts';
import { callOf } from '../../evidence/response-call.ts';
import type { Lane } from '../../io/lane.ts';
import { watchBeside, type Beside } from './beside.ts';
import { sameAnswer, sortAnswer, type Sort } from './sort.ts';

/** Requests under way at once: rapid, and no more than a browser opens to one host (six) and a little. */
const WAVE = 10;

interface BurstPlan {
  readonly operation: string;
  readonly as: string;
  readonly wanted: number;
  /** Sends one of the requests; called in order, so that a tape holds them in order. */
  readonly send: (index: number) => Promise<Exchange>;
  /** Whether an answer shows the same work done as the first; by default that it says the same. */
  readonly isSame?: (answer: Answer, first: Answer) => boolean;
  /** Somebody else, whose requests are watched meanwhile. */
  readonly beside?: Beside | undefined;
  /** Sends as many once more where a new window of the limit began meanwhile, so that all of them fall into one. */
  readonly mayRepeat?: boolean;
}

/** What a burst met, and what the product answered before any limit. */
interface SentBurst {
  readonly burst: Burst;
  readonly first?: Answer;
}

/**
 * Sends many requests in waves and stops after the first wave in which a limit shows. The waves have a fixed size: how many
 * requests were under way never depends on how fast the answers came.
 */
export async function sendBurst(lane: Lane, plan: BurstPlan): Promise<SentBurst> {
  const sent = await sendOnce(lane, plan);
  const { throttle, announced } = sent.burst;
  const isSplit = throttle === undefined && announced?.renewed === true;
  return isSplit && plan.mayRepeat === true ? sendOnce(lane, plan) : sent;
}

async function sendOnce(
  lane: Lane,
  { operation, as, wanted, send, isSame = sameAnswer, beside }: BurstPlan,
): Promise<SentBurst> {
  const watch = await watchBeside(lane, beside);
  const first = await send(0);
  const control = answerOf(first);
  const sent = [first];
  const sorted: Sort[] = [sortFirst(control)];
  for (const size of waves(wanted - 1)) {
    if (control === undefined || sorted.some((one) => one.kind === 'throttled')) break;
    const from = sent.length;
    const [wave] = await Promise.all([
      Promise.all(Array.from({ length: size }, (_, index) => send(from + index))),
      watch.wave(),
    ]);
    const sorts = wave.map((exchange) => sortAnswer(exchange, control, isSame));
    if (isBlocked(wave, sorts, control)) sorts[0] = { kind: 'throttled', sign: 'changed', marks: [] };
    sent.push(...wave);
    sorted.push(...sorts);
  }
  const counts = countsOf(sorted);
  const last = sent.at(-1);
  const burst: Burst = {
    operation,
    as,
    wanted,
    durationMs: durationOf(sent),
    counts,
    control: callOf(first),
    first: callOf(first),
    ...(last === undefined ? {} : { last: callOf(last) }),
    ...throttleOf(sent, sorted, counts.processed),
    ...announcementOf(sent),
    ...(await watch.finish()),
  };
  return control === undefined ? { burst } : { burst, first: control };
}

function waves(count: number): readonly number[] {
  const full = Array.from({ length: Math.floor(count / WAVE) }, () => WAVE);
  return count % WAVE === 0 ? full : [...full, count % WAVE];
}

/** The first answer is compared with nothing, but 429 speaks for itself. */
function sortFirst(answer: Answer | undefined): Sort {
  if (answer === undefined) return { kind: 'unanswered' };
  if (answer.status === 429) return { kind: 'throttled', sign: 'status', marks: [] };
  return { kind: answer.status >= 500 ? 'failed' : 'processed' };
}

/** From one moment on nothing but 403, where it was something else before: a firewall that has shut. */
function isBlocked(wave: readonly Exchange[], sorted: readonly Sort[], first: Answer): boolean {
  const statuses = wave.map((exchange) => answerOf(exchange)?.status);
  return (
    first.status !== 403 &&
    wave.length >= 3 &&
    statuses.every((status) => status === 403) &&
    sorted.every((one) => one.kind === 'other')
  );
}

function countsOf(sorted: readonly Sort[]): Burst['counts'] {
  const counts = { processed: 0, throttled: 0, failed: 0, other: 0, unanswered: 0 };
  for (const { kind } of sorted) counts[kind] += 1;
  return counts;
}

function throttleOf(
  sent: readonly Exchange[],
  sorted: readonly Sort[],
  processed: number,
): Pick<Burst, 'throttle'> {
  for (const [index, sort] of sorted.entries()) {
    const exchange = sent[index];
    if (sort.kind !== 'throttled' || exchange === undefined) continue;
    const wait = retryAfterMs(answerOf(exchange)?.headers ?? {});
    return {
      throttle: {
        call: callOf(exchange),
        // Answers of one wave come in any order: what was let through before it counts, not its place in the wave.
        position: processed + 1,
        sign: sort.sign,
        marks: [...sort.marks],
        ...(wait === undefined ? {} : { retryAfterMs: wait }),
      },
    };
  }
  return {};
}

function announcementOf(sent: readonly Exchange[]): Pick<Burst, 'announced'> {
  const all = sent.flatMap((exchange) => announcedLimit(answerOf(exchange)?.headers ?? {}) ?? []);
  const [announced] = all;
  if (announced === undefined) return {};
  const remaining = all.flatMap((one) => one.remaining ?? []);
  return { announced: isRenewed(remaining) ? { ...announced, renewed: true } : announced };
}

/** Answers of one wave come in any order, so that only more than a wave's worth is a rise. */
function isRenewed(remaining: readonly number[]): boolean {
  return remaining.some((count, index) => count > Math.min(...remaining.slice(0, index)) + WAVE);
}

function durationOf(sent: readonly Exchange[]): number {
  const started = Math.min(...sent.map((one) => one.startedMs));
  return Math.max(0, ...sent.map((one) => one.startedMs + one.durationMs - started));
}
