import type { Scorecard } from '../core/scorecard.ts';

/** What the process says when it ends. Stable: scripts and build servers depend on it. */
export const EXIT = { ready: 0, notReady: 1, notProven: 2, usage: 64, fault: 70 } as const;

export function exitFor(verdict: Scorecard['verdict']): number {
  if (verdict === 'ready') return EXIT.ready;
  return verdict === 'not-ready' ? EXIT.notReady : EXIT.notProven;
}

/** Something that the person at the keyboard can put right. Its message is shown as it is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
