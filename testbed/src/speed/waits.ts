import type { Recorded } from '../tape.ts';

/** Quiet for longer than this is a wait that was meant: for a token to expire, a limiter to forget. */
const MEANT_MS = 250;

/** Requests of a run up to its next wait on purpose. */
export interface Stretch {
  readonly exchanges: readonly Recorded[];
  /** How long nothing was sent before it. */
  readonly waitMs: number;
  /** From its first request to its last answer. */
  readonly wallMs: number;
}

/** Cuts a run where nothing was under way for longer than work explains. */
export function stretchesOf(exchanges: readonly Recorded[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let current: Recorded[] = [];
  let waitMs = 0;
  let end = exchanges[0]?.startedMs ?? 0;
  const close = () => {
    const from = current[0]?.startedMs ?? end;
    if (current.length > 0) stretches.push({ exchanges: current, waitMs, wallMs: end - from });
  };
  for (const exchange of exchanges) {
    const gapMs = exchange.startedMs - end;
    if (gapMs > MEANT_MS) {
      close();
      current = [];
      waitMs = gapMs;
    }
    current.push(exchange);
    end = Math.max(end, exchange.startedMs + exchange.durationMs);
  }
  close();
  return stretches;
}
