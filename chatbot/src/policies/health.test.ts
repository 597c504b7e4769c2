import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultHealth } from './health.ts';

afterEach(() => vi.useRealTimers());

describe('what monitors are told', () => {
  test.each<[string, () => Promise<void>, boolean]>([
    ['answers', () => Promise.resolve(), true],
    ['fails', () => Promise.reject(new Error('gone')), false],
  ])('when the database %s', async (_name, askDatabase, well) => {
    expect(await defaultHealth.isWell({ askDatabase })).toBe(well);
  });

  test('when the database never answers', async () => {
    vi.useFakeTimers();
    const said = defaultHealth.isWell({ askDatabase: () => new Promise(() => undefined) });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await said).toBe(false);
  });
});
