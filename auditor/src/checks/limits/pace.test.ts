import { describe, expect, test } from 'vitest';
import type { Burst } from '../../evidence/limit-burst.ts';
import { paceProblem } from './pace.ts';

const call = { exchange: 'chat#1', line: 'POST /chat → 200', status: 200 };

function burst(wanted: number, seconds: number, announced?: Burst['announced']): Burst {
  return {
    operation: 'POST /chat',
    as: 'ben',
    wanted,
    durationMs: seconds * 1000,
    counts: { processed: wanted, throttled: 0, failed: 0, other: 0, unanswered: 0 },
    control: call,
    ...(announced === undefined ? {} : { announced }),
  };
}

const announces = (limit: number, windowSeconds?: number, renewed?: boolean): Burst['announced'] => ({
  generation: 'x-ratelimit',
  limit,
  ...(windowSeconds === undefined ? {} : { windowSeconds }),
  ...(renewed === undefined ? {} : { renewed }),
});

describe('a burst of which everything was processed', () => {
  test.each<[string, Burst]>([
    ['fifty in three seconds', burst(50, 3)],
    ['fifty in forty seconds', burst(50, 40)],
    ['two hundred in a minute', burst(200, 60)],
    ['two hundred in a minute, whatever is announced', burst(200, 60, announces(500, 60))],
    ['a limit that is announced and never fires', burst(50, 3, announces(30, 60, false))],
    ['an announced limit that is far exceeded over two windows', burst(50, 12, announces(10, 10))],
    ['an announced limit per second, which is none per minute', burst(50, 5, announces(20, 1, true))],
    ['an announced limit beyond the burst', burst(50, 3, announces(300, 60, true))],
  ])('tells that nothing limits: %s', (_name, one) => {
    expect(paceProblem(one)).toBeUndefined();
  });

  test.each<[string, Burst, string]>([
    ['fifty in more than a minute', burst(50, 61), 'too slow'],
    ['fifty in fifty seconds, which a bucket with refill lets through', burst(50, 50), 'too slow'],
    ['two hundred in a hundred seconds', burst(200, 100), 'too slow'],
    ['longer than the announced window', burst(50, 35, announces(30, 30)), 'a new window'],
    ['a window that ended halfway', burst(50, 3, announces(30, 60, true)), 'a new window'],
    ['a window of unknown length that ended', burst(50, 3, announces(30, undefined, true)), 'a new window'],
  ])('tells nothing: %s', (_name, one, because) => {
    expect(paceProblem(one)?.because).toContain(because);
  });
});
