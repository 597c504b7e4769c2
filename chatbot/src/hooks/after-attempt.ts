import type { QueueState } from '../data/tables.ts';
import type { Services } from '../services.ts';

/** What a failed attempt leaves: another one later, or nothing but the record. */
export type Next = { readonly state: QueueState; readonly nextAttemptAt: Date };

/** When to try again after so many attempts. */
export function afterFailure({ policies, config }: Services, attempts: number): Next {
  const seconds = policies.hooks.delaySeconds(attempts, config.retrySeconds);
  return seconds === undefined
    ? { state: 'dead', nextAttemptAt: new Date() }
    : { state: 'waiting', nextAttemptAt: new Date(Date.now() + seconds * 1_000) };
}
