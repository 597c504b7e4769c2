/** Counts events by key within a sliding minute. */
export interface Limiter {
  /** Seconds to wait, or undefined when it may go on. */
  hit(key: string): number | undefined;
  left(key: string): number;
}

const WINDOW_MS = 60_000;

export function createLimiter(most: number): Limiter {
  const hits = new Map<string, number[]>();
  const recent = (key: string) => (hits.get(key) ?? []).filter((at) => at > Date.now() - WINDOW_MS);
  return {
    hit(key) {
      const before = recent(key);
      hits.set(key, [...before, Date.now()]);
      const [first] = before;
      if (before.length < most || first === undefined) return undefined;
      return Math.ceil((first + WINDOW_MS - Date.now()) / 1000);
    },
    left: (key) => Math.max(0, most - recent(key).length),
  };
}
