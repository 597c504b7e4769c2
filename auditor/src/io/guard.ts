import type { NoAnswer } from '../core/exchange.ts';

/** Refuses requests that would go past what was agreed: the budget, a stop, a target that is going down. */
export interface Guard {
  /** A reason not to send, or undefined. Counts the request when it may go. */
  before(family: string): NoAnswer | undefined;
  /** Looks at what came back. */
  after(family: string, answered: 'well' | 'badly'): void;
  readonly requests: number;
}

interface GuardOptions {
  readonly requests: number;
  readonly signal: AbortSignal;
}

/** How many of a family's last answers are looked at, and how many of them may be failures before the family is stopped. */
const WINDOW = 20;
const TOLERATED = 15;

/**
 * `badly` means no answer at all or 502, 503, 504: the target or what stands before it is in trouble. A plain 500 is not
 * counted, since bad input is sent on purpose.
 */
export function createGuard({ requests: most, signal }: GuardOptions): Guard {
  const windows = new Map<string, boolean[]>();
  const stopped = new Set<string>();
  let requests = 0;

  return {
    get requests() {
      return requests;
    },
    before(family) {
      if (signal.aborted) return { kind: 'no-answer', reason: 'stopped', message: 'the run was stopped' };
      if (stopped.has(family)) {
        const message = `${family} was stopped: ${TOLERATED} of its last ${WINDOW} requests got no answer or 502, 503, 504`;
        return { kind: 'no-answer', reason: 'stopped', message };
      }
      if (requests >= most) {
        return {
          kind: 'no-answer',
          reason: 'budget',
          message: `the budget of ${most} requests is used up (limits.requests)`,
        };
      }
      requests += 1;
      return undefined;
    },
    after(family, answered) {
      const window = windows.get(family) ?? [];
      window.push(answered === 'badly');
      if (window.length > WINDOW) window.shift();
      windows.set(family, window);
      if (window.filter(Boolean).length >= TOLERATED) stopped.add(family);
    },
  };
}
