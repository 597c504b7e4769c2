import { onInterrupt } from './on-interrupt.ts';

/** Waiting that Ctrl-C ends at once: a second one leaves whatever is under way. */
export interface Pauses {
  readonly signal: AbortSignal;
  readonly sleep: (ms: number) => Promise<void>;
  release(): void;
}

export function pauses(): Pauses {
  const controller = new AbortController();
  const { signal } = controller;
  const release = onInterrupt(() => controller.abort());
  return {
    signal,
    sleep: (ms) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const end = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener('abort', end);
      }),
    release,
  };
}
