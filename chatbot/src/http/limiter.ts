import type { LimitRates } from '../config/config.ts';
import type { Bucket, LimitFacts, LimitsPolicy, LimitStore } from '../policies/limits.ts';

/** The state of the tightest bucket, for the headers of the answer. */
export type LimitState = {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
  readonly windowSeconds: number;
};

/** Whether a request is within its limits. */
export type LimitResult =
  | { readonly kind: 'within'; readonly state: LimitState | undefined; readonly refund: () => Promise<void> }
  | { readonly kind: 'exceeded'; readonly state: LimitState; readonly retryAfter: number }
  | { readonly kind: 'unavailable' };

/** Counts requests and says when it is enough. */
export type Limiter = { readonly take: (facts: LimitFacts) => Promise<LimitResult> };

/** A limiter over a store, by the policy's buckets. */
export function createLimiter(policy: LimitsPolicy, rates: LimitRates): Limiter {
  const store = policy.store ?? memoryStore();
  return {
    take: async (facts) => {
      const buckets = policy.buckets(facts, rates);
      try {
        return await takeFrom(buckets, store, policy);
      } catch {
        const withoutCounting: LimitResult = { kind: 'within', state: undefined, refund: async () => {} };
        return policy.whenStoreFails(facts.name) === 'refuse' ? { kind: 'unavailable' } : withoutCounting;
      }
    },
  };
}

async function takeFrom(
  buckets: readonly Bucket[],
  store: LimitStore,
  policy: LimitsPolicy,
): Promise<LimitResult> {
  const states: LimitState[] = [];
  for (const { key, limit, seconds } of buckets) {
    const { count, resetSeconds } = await store.increment(key, seconds);
    const state = { limit, remaining: Math.max(0, limit - count), resetSeconds, windowSeconds: seconds };
    if (count > limit) return { kind: 'exceeded', state, retryAfter: policy.retryAfter(resetSeconds) };
    states.push(state);
  }
  const [tightest] = states.toSorted((a, b) => a.remaining - b.remaining);
  const refund = async () => {
    for (const { key } of buckets) await store.refund(key);
  };
  return { kind: 'within', state: tightest, refund };
}

/** Beyond this many keys the expired ones are swept, so that a flood of keys cannot fill the memory. */
const SWEEP_AT = 50_000;

/** Counters of one process. Windows begin with the first request and are fixed. */
export function memoryStore(now: () => number = Date.now): LimitStore {
  const counters = new Map<string, { count: number; endsAt: number }>();
  return {
    increment: async (key, seconds) => {
      if (counters.size > SWEEP_AT) sweep(counters, now());
      let counter = counters.get(key);
      if (counter === undefined || counter.endsAt <= now()) {
        counter = { count: 0, endsAt: now() + seconds * 1_000 };
        counters.set(key, counter);
      }
      counter.count += 1;
      return { count: counter.count, resetSeconds: Math.ceil((counter.endsAt - now()) / 1_000) };
    },
    refund: async (key) => {
      const counter = counters.get(key);
      if (counter !== undefined && counter.count > 0) counter.count -= 1;
    },
  };
}

function sweep(counters: Map<string, { endsAt: number }>, now: number): void {
  for (const [key, { endsAt }] of counters) {
    if (endsAt <= now) counters.delete(key);
  }
}
