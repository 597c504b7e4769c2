import type { Recorded } from '../tape.ts';

/** Quiet for longer than this is a wait that was meant: for a token to expire, a limiter to forget. */
const MEANT_MS = 250;

/** How long a run lasted on the wire, and how much of it was waiting on purpose. */
export interface Span {
  readonly wallMs: number;
  readonly waitedMs: number;
}

/** From the first request to the last answer. */
export function spanOf(exchanges: readonly Pick<Recorded, 'startedMs' | 'durationMs'>[]): Span {
  const [first] = exchanges;
  if (first === undefined) return { wallMs: 0, waitedMs: 0 };
  let end = first.startedMs;
  let waitedMs = 0;
  for (const { startedMs, durationMs } of exchanges) {
    if (startedMs - end > MEANT_MS) waitedMs += startedMs - end;
    end = Math.max(end, startedMs + durationMs);
  }
  return { wallMs: end - first.startedMs, waitedMs };
}
