import type { Exhibit } from '../../core/finding.ts';
import { advice, broken, held, undecided, type Decision } from '../../core/verdict.ts';
import type { Burst } from '../../evidence/limit-burst.ts';
import { succeeded, told, type Call } from '../../evidence/response-call.ts';
import { paceProblem } from './pace.ts';

/** The words of one route's burst. */
interface BurstWords {
  /** `wrong passwords`. */
  readonly things: string;
  /** `guess passwords`: what a stranger can go on doing when nothing stops them. */
  readonly harm: string;
}

/**
 * Decides one burst. A control that showed is held, whatever it looks like. That there is none is proven only when every
 * single request was processed as the first one was: a burst that crashed the server or got no answer shows neither.
 */
export function decideBurst(burst: Burst, words: BurstWords): Decision {
  if (burst.throttle !== undefined) return decideOthers(burst);
  const { operation, counts, wanted, durationMs, control, controlBecause } = burst;
  if (control.status === undefined) return undecided(told(control));
  if (controlBecause !== undefined) return undecided(controlBecause);
  if (counts.processed < wanted) return undecided(incomplete(burst));
  const slow = paceProblem(burst);
  if (slow !== undefined) return undecided(slow.because, slow.add);
  const { effect } = burst;
  if (effect?.before === false)
    return undecided(`${operation}: ${effect.what} did not come before the burst either`);
  // Many products answer alike and stop working quietly, so that nobody learns which addresses have an account.
  if (effect?.after === false) return held;
  return broken({
    where: operation,
    key: 'unlimited',
    what: `${operation} processed ${counts.processed} of ${wanted} ${words.things} in ${seconds(durationMs)} and never slowed down${announcement(burst)}${still(burst)}: a stranger can ${words.harm} without end.`,
    exhibits: shown(['the first', burst.first], ['the last', burst.last]),
  });
}

/** Held, and a word about those who use the product meanwhile. */
function decideOthers(burst: Burst): Decision {
  const { throttle, bystander, beside } = burst;
  if (throttle === undefined) return held;
  if (bystander?.outcome === 'throttled') return lockedOut(burst, bystander.who);
  if (beside?.after.status === 429) return lockedOut(burst, beside.who);
  if (beside !== undefined && isServed(beside.before) && !isServed(beside.after)) {
    return undecided(`${beside.who} was served before the burst and not after it: ${told(beside.after)}`);
  }
  return slowedDown(burst) ?? held;
}

function lockedOut({ operation, throttle }: Burst, who: string): Decision {
  if (throttle === undefined) return held;
  return advice({
    where: operation,
    key: 'bystander',
    what: `After the burst was stopped at request ${throttle.position}, ${who} could not get through from the same address either. From one address nobody can tell whether the limit counts per address or for everybody; if it counts for everybody, a stranger can lock all customers out.`,
    exhibits: [{ exchange: throttle.call.exchange, role: 'the limit', marks: [...throttle.marks] }],
  });
}

/** Fewer say nothing about the slowest in twenty. */
const SAMPLES = 12;

/** Advice and no failure: a run measures from one place, on a product that may share a small machine with it. */
function slowedDown({ operation, beside }: Burst): Decision | undefined {
  if (beside === undefined || beside.meanwhileMs.length < SAMPLES) return undefined;
  const { who, boundMs, beforeMs, meanwhileMs, after } = beside;
  const slowest = p95(meanwhileMs);
  if (slowest < boundMs || Math.max(0, ...beforeMs) >= boundMs) return undefined;
  return advice({
    where: operation,
    key: 'slows-others',
    what: `While ${operation} was hammered, ${beside.operation} as ${who} took ${Math.round(slowest)} ms (p95 of ${meanwhileMs.length}), beyond ${boundMs} ms, and at most ${Math.round(Math.max(...beforeMs))} ms before: one script slows every customer down until the limit stops it.`,
    exhibits: [{ exchange: after.exchange, role: 'the same request after the burst', marks: [] }],
  });
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}

function isServed(call: Call | undefined): boolean {
  return call !== undefined && succeeded(call);
}

function incomplete({ operation, counts, wanted }: Burst): string {
  const parts = [
    [counts.failed, 'failed with 5xx'],
    [counts.unanswered, 'got no answer'],
    [counts.other, 'got another answer than the first'],
  ] as const;
  const rest = parts.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  const why = rest.length === 0 ? 'the rest was not sent' : rest.join(', ');
  return `${operation}: only ${counts.processed} of ${wanted} requests were processed (${why}), so neither a limit nor its absence shows`;
}

function announcement({ announced }: Burst): string {
  if (announced === undefined) return '';
  const limit = announced.limit === undefined ? '' : ` of ${announced.limit}`;
  return `, although its headers announce a limit${limit}`;
}

function still({ effect }: Burst): string {
  return effect === undefined ? '' : `; after it, ${effect.what} came as before`;
}

function shown(...calls: readonly (readonly [role: string, call: Call | undefined])[]): readonly Exhibit[] {
  return calls.flatMap(([role, call]) =>
    call === undefined ? [] : [{ exchange: call.exchange, role, marks: [] }],
  );
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
