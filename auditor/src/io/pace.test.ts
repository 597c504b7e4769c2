import { describe, expect, it } from 'vitest';
import { createPace } from './pace.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('pace', () => {
  it('runs no more at once than it may, and everything in the end', async () => {
    const pace = createPace({ concurrency: 3 });
    let busy = 0;
    let most = 0;
    const work = async (index: number) => {
      busy += 1;
      most = Math.max(most, busy);
      await pause(1 + (index % 3));
      busy -= 1;
      return index;
    };
    const done = await Promise.all(Array.from({ length: 40 }, (_, index) => pace.run(() => work(index))));
    expect(done).toHaveLength(40);
    expect(most).toBe(3);
  });

  it('gives the place back when the work fails', async () => {
    const pace = createPace({ concurrency: 1 });
    await expect(pace.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await pace.run(() => Promise.resolve('next'))).toBe('next');
  });

  it('starts no more per second than it may', async () => {
    const pace = createPace({ concurrency: 8, rps: 50 });
    const started = performance.now();
    await Promise.all(Array.from({ length: 11 }, () => pace.run(() => Promise.resolve())));
    expect(performance.now() - started).toBeGreaterThanOrEqual(190);
  });
});
