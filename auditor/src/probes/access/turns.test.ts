import { describe, expect, test } from 'vitest';
import type { Lane } from '../../io/lane.ts';
import { inTurn } from './turns.ts';

/** Only what turns need of a lane. */
function laneOf(shared: Map<string, unknown>): Pick<Lane, 'shared'> {
  return {
    shared: async (key, make) => {
      const known = shared.get(key) ?? make({} as Lane);
      shared.set(key, known);
      return known as ReturnType<typeof make>;
    },
  };
}

describe('turns', () => {
  test('let one after the other, also after one that fails', async () => {
    const lane = laneOf(new Map()) as Lane;
    const seen: string[] = [];
    const work =
      (name: string, fails = false) =>
      async () => {
        seen.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 2));
        seen.push(`${name} ends`);
        if (fails) throw new Error(name);
      };
    const all = [
      inTurn(lane, 'tom', work('one')),
      inTurn(lane, 'tom', work('two', true)),
      inTurn(lane, 'tom', work('three')),
    ];
    const ends = await Promise.allSettled(all);
    expect(ends.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(seen).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
  });
});
