/** What samples say about a quantile of all the values that could have been drawn. */
export interface QuantileInterval {
  /** The quantile of the samples themselves. */
  readonly estimate: number;
  readonly low: number;
  /** Absent while there are too few samples to bound it from above. */
  readonly high?: number;
}

/** Two-sided, so that each side errs at most once in forty times. */
const CONFIDENCE = 0.95;

/**
 * The interval in which a quantile lies with 95 % confidence, by order statistics: nothing is assumed about how the values are
 * spread (Hahn and Meeker, Statistical Intervals, 5.2). Undefined without samples.
 */
export function quantileInterval(samples: readonly number[], quantile: number): QuantileInterval | undefined {
  const sorted = [...samples].sort((one, other) => one - other);
  const count = sorted.length;
  const [least] = sorted;
  if (least === undefined) return undefined;
  const at = (rank: number) => sorted[Math.min(Math.max(rank, 1), count) - 1] ?? least;
  const tail = (1 - CONFIDENCE) / 2;
  const above = chances(count, 1 - quantile);
  let below = 0;
  let cumulated = 0;
  // How many samples lie above the quantile is binomial: as few as this hardly ever do.
  while (below <= count && cumulated + (above[below] ?? 1) <= tail) {
    cumulated += above[below] ?? 0;
    below += 1;
  }
  let many = count + 1;
  let rest = 0;
  while (many > 0 && rest + (above[many - 1] ?? 1) <= tail) {
    rest += above[many - 1] ?? 0;
    many -= 1;
  }
  return {
    estimate: at(Math.ceil(quantile * count)),
    low: at(count - many + 1),
    ...(below === 0 ? {} : { high: at(count - below + 1) }),
  };
}

/** The chances that 0, 1, … of `count` samples lie above, when each does with the given chance. */
function chances(count: number, chance: number): readonly number[] {
  const list = [(1 - chance) ** count];
  for (let k = 1; k <= count; k += 1)
    list.push(((list[k - 1] ?? 0) * (count - k + 1) * chance) / (k * (1 - chance)));
  return list;
}

/** The middle value; 0 without any. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
