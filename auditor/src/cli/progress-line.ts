import { renderProgress } from '../report/progress.ts';
import type { Progress } from '../run/progress.ts';
import { screenOf } from './screen.ts';

/** Shows how far a run is, on stderr: two lines that are rewritten on a terminal, a line for each phase elsewhere. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  end(): void;
}

const EVERY_MS = 100;
/** Back to the first of the two lines, and clear from there on (ECMA-48: CPL, ED). */
const UP_AND_CLEAR = '\u001b[1F\u001b[0J';
const CLEAR = '\r\u001b[0J';

export function startProgress(quiet: boolean): ProgressLine {
  if (quiet) return { show: () => undefined, end: () => undefined };
  return process.stderr.isTTY ? liveLines() : plainLines();
}

function liveLines(): ProgressLine {
  let last = 0;
  let shown = false;
  return {
    show(progress) {
      const now = performance.now();
      if (now - last < EVERY_MS) return;
      last = now;
      const { paint, width } = screenOf(process.stderr);
      process.stderr.write(
        `${shown ? UP_AND_CLEAR : CLEAR}${renderProgress(progress, { paint, width: width - 1, live: true })}`,
      );
      shown = true;
    },
    end() {
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
