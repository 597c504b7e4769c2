import { onInterrupt } from './on-interrupt.ts';

/** Ctrl-C: the first one ends the run in order, the second one at once. */
export function interruption(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const release = onInterrupt(() => {
    process.stderr.write('\nStopping: cleaning up what was created. Press Ctrl-C again to leave at once.\n');
    controller.abort();
  });
  return { signal: controller.signal, release };
}
