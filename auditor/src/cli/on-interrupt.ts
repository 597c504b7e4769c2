/**
 * One press of Ctrl-C can arrive twice: the terminal tells everybody in the foreground, and what started us (npx, timeout) passes it
 * on. Within this time it is the same press; otherwise a run would leave at once, and what it created would stay behind.
 */
const SAME_PRESS_MS = 500;

/** Calls back at the first interruption; another press ends the process at once. Answers with how to stop listening. */
export function onInterrupt(first: () => void): () => void {
  let pressedAt: number | undefined;
  const onSignal = () => {
    const now = performance.now();
    if (pressedAt !== undefined && now - pressedAt > SAME_PRESS_MS) process.exit(130);
    if (pressedAt !== undefined) return;
    pressedAt = now;
    first();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
}
