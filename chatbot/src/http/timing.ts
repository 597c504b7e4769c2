/** What a request may wait for. */
type Cause = 'db' | 'model';

/** Adds up where the time of one request goes. */
export type Timing = {
  readonly add: (cause: Cause, ms: number) => void;
  readonly measure: <T>(cause: Cause, work: () => Promise<T>) => Promise<T>;
  /** As browsers show it (W3C Server Timing). */
  readonly header: () => string;
};

export function createTiming(): Timing {
  const startedAt = performance.now();
  const spent = new Map<Cause, number>();
  const add = (cause: Cause, ms: number) => void spent.set(cause, (spent.get(cause) ?? 0) + ms);
  return {
    add,
    measure: async (cause, work) => {
      const began = performance.now();
      try {
        return await work();
      } finally {
        add(cause, performance.now() - began);
      }
    },
    header: () =>
      [...spent, ['total', performance.now() - startedAt] as const]
        .map(([name, ms]) => `${name};dur=${ms.toFixed(1)}`)
        .join(', '),
  };
}
