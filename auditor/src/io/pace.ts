/** Lets requests through a few at a time and, where the founder asks for it, a few per second. */
export interface Pace {
  /** Waits for a place, runs, and gives the place back whatever happens. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

interface PaceOptions {
  readonly concurrency: number;
  /** Requests per second; absent for no limit but concurrency. */
  readonly rps?: number | undefined;
}

export function createPace({ concurrency, rps }: PaceOptions): Pace {
  const waiting: (() => void)[] = [];
  const gapMs = rps === undefined ? 0 : 1000 / rps;
  let busy = 0;
  let nextStart = 0;

  async function enter(): Promise<void> {
    if (busy >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    if (gapMs === 0) return;
    const now = performance.now();
    const start = Math.max(now, nextStart);
    nextStart = start + gapMs;
    if (start > now) await new Promise((resolve) => setTimeout(resolve, start - now));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  }

  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
