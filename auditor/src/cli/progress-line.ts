import { renderProgress } from '../report/progress.ts';
import type { Progress } from '../run/progress.ts';
import { screenOf } from './screen.ts';

/** Shows how far a run is, on stderr: two lines that are rewritten on a terminal, a line for each phase elsewhere. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  end(): void;
}

const EVERY_MS = 100;
const TICK_MS = 1_000;
/** Back to the first of the two lines, and clear from there on (ECMA-48: CPL, ED). */
const UP_AND_CLEAR = '\u001b[1F\u001b[0J';
const CLEAR = '\r\u001b[0J';

export function startProgress(quiet: boolean): ProgressLine {
  if (quiet) return { show: () => undefined, end: () => undefined };
  return process.stderr.isTTY ? liveLines() : plainLines();
}

function liveLines(): ProgressLine {
  let drawnAt = 0;
  let shown = false;
  let latest: { readonly progress: Progress; readonly at: number } | undefined;

  function draw(): void {
    if (latest === undefined) return;
    drawnAt = performance.now();
    const idleMs = drawnAt - latest.at;
    const { elapsedMs } = latest.progress;
    const { paint, width } = screenOf(process.stderr);
    const state = { ...latest.progress, elapsedMs: elapsedMs + idleMs, idleMs };
    process.stderr.write(
      `${shown ? UP_AND_CLEAR : CLEAR}${renderProgress(state, { paint, width: width - 1, live: true })}`,
    );
    shown = true;
  }

  // A clock that stands still looks like a program that hangs.
  const clock = setInterval(draw, TICK_MS).unref();
  return {
    show(progress) {
      latest = { progress, at: performance.now() };
      if (latest.at - drawnAt >= EVERY_MS) draw();
    },
    end() {
      clearInterval(clock);
      if (shown) process.stderr.write(UP_AND_CLEAR);
      shown = false;
    },
  };
}

function plainLines(): ProgressLine {
  let phase: Progress['phase'] | undefined;
  return {
    show(progress) {
      if (progress.phase === phase) return;
      phase = progress.phase;
      process.stderr.write(`${renderProgress(progress, { ...screenOf({}), live: false })}\n`);
    },
    end: () => undefined,
  };
}
