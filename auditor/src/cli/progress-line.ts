import type { Progress } from '../run/progress.ts';

/** Shows how far a run is, on stderr: one line that is rewritten on a terminal, a line a phase elsewhere. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  end(): void;
}

const EVERY_MS = 100;

export function startProgress(quiet: boolean): ProgressLine {
  if (quiet) return { show: () => undefined, end: () => undefined };
  return process.stderr.isTTY ? liveLine() : plainLines();
}

function liveLine(): ProgressLine {
  let last = 0;
  let shown = false;
  return {
    show(progress) {
      const now = performance.now();
      if (now - last < EVERY_MS) return;
      last = now;
      shown = true;
      const width = (process.stderr.columns ?? 80) - 1;
      process.stderr.write(`\r\u001b[2K${line(progress, true).slice(0, width)}`);
    },
    end() {
      if (shown) process.stderr.write('\r\u001b[2K');
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
      process.stderr.write(`${line(progress, false)}\n`);
    },
    end: () => undefined,
  };
}

function line(
  { phase, cellsDone, cellsTotal, requests, elapsedMs, current }: Progress,
  withQuestion: boolean,
): string {
  const left = cellsDone === 0 ? undefined : (elapsedMs / cellsDone) * (cellsTotal - cellsDone);
  const parts = [
    `${phase}`,
    `${cellsDone} of ${cellsTotal} questions`,
    `${requests} requests`,
    `${seconds(elapsedMs)} s`,
    ...(left === undefined || left < 1_000 ? [] : [`about ${seconds(left)} s left`]),
    ...(withQuestion && current !== undefined ? [current.replaceAll(/\p{Cc}/gu, ' ')] : []),
  ];
  return parts.join(' · ');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 10_000 ? 1 : 0);
}
