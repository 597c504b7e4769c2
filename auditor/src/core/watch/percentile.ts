/** Fewer say nothing of the slowest twentieth. */
const LEAST = 20;
/** An hour of rounds, one a minute. */
const MOST = 60;

/** The last times, with one more. */
export function remembered(recentMs: readonly number[], durationMs: number): number[] {
  return [...recentMs, Math.round(durationMs)].slice(-MOST);
}

/** The 95th percentile by nearest rank; undefined while there are too few. */
export function p95(timesMs: readonly number[]): number | undefined {
  if (timesMs.length < LEAST) return undefined;
  const sorted = timesMs.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.95) - 1];
}
