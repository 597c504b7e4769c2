import { expect, it } from 'vitest';
import { createPhaseTimes } from './phase-times.ts';

it('gives each phase the time until the next, and the last one the time until now', () => {
  let now = 100;
  const times = createPhaseTimes(() => now);
  expect(times.all()).toEqual([]);
  times.begin('passive');
  now = 350;
  times.begin('reads');
  now = 1_350.4;
  expect(times.all()).toEqual([
    { phase: 'passive', ms: 250 },
    { phase: 'reads', ms: 1_000 },
  ]);
});
