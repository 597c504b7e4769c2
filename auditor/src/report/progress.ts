import type { Phase } from '../core/cell.ts';
import type { Screen } from './terminal/screen.ts';
import { oneLine } from './text/clean.ts';
import { clip } from './text/width.ts';
import { clock, grouped, plural } from './text/words.ts';

/** Where a run stands. */
export interface ProgressState {
  readonly phase: Phase;
  /** The phases of this run, in order. */
  readonly phases: readonly Phase[];
  readonly cellsDone: number;
  readonly cellsTotal: number;
  readonly requests: number;
  readonly elapsedMs: number;
  /** The question that is being asked. */
  readonly current?: string;
  /** Questions that got no answer. */
  readonly failures: number;
  /** How long nothing has begun or ended: a limit of the product, or a slow answer, is being waited for. */
  readonly idleMs?: number;
}

type ProgressScreen = Screen & {
  /** True on a terminal, where the text replaces the previous one; false for lines in a log. */
  readonly live: boolean;
};

const BAR_COLUMNS = 20;
/** An estimate from less than this is a guess. */
const LEAST_SHARE = 0.05;
const LEAST_ELAPSED_MS = 3_000;
/** From here on it is a wait, whose end the pace so far says nothing about. */
const WAIT_MS = 5_000;

/**
 * How far a run has come. Live: two lines, each within the width, so that they can be overwritten. Otherwise one plain line.
 */
export function renderProgress(state: ProgressState, { width, paint, live }: ProgressScreen): string {
  if (!live) return plainLine(state);
  const percent = `${Math.floor(100 * share(state))} %`.padStart(5);
  const room = Math.max(10, width);
  const bar = room < 60 ? '' : `${paint.cyan(barOf(state))} `;
  const time = [clock(state.elapsedMs), ...leftOf(state)].join(', ');
  const facts = [time, phaseOf(state), ...countsOf(state)].join(' · ');
  const used = bar === '' ? 0 : BAR_COLUMNS + 1;
  const first = `${bar}${paint.bold(percent)} ${clip(facts, room - used - percent.length - 1)}`;
  return `${first}\n${paint.dim(clip(oneLine(state.current ?? ''), room))}`;
}

/** How long the rest may take, or undefined while that would be a guess. */
export function timeLeftMs(state: ProgressState): number | undefined {
  const done = share(state);
  if (done < LEAST_SHARE || done >= 1 || state.elapsedMs < LEAST_ELAPSED_MS) return undefined;
  if (waitOf(state) !== undefined) return undefined;
  return (state.elapsedMs * (1 - done)) / done;
}

/** Lines of a log come with the phases, whose paces differ: what is left would be a guess. */
function plainLine(state: ProgressState): string {
  return `[${clock(state.elapsedMs)}] ${[phaseOf(state), ...countsOf(state)].join(', ')}`;
}

function countsOf({ cellsDone, cellsTotal, requests, failures }: ProgressState): readonly string[] {
  return [
    `${grouped(cellsDone)} of ${plural(cellsTotal, 'question')}`,
    plural(requests, 'request'),
    ...(failures > 0 ? [`${grouped(failures)} unanswered`] : []),
  ];
}

function leftOf(state: ProgressState): readonly string[] {
  const wait = waitOf(state);
  if (wait !== undefined) return [`waiting for ${clock(wait)}`];
  const left = timeLeftMs(state);
  return left === undefined ? [] : [`about ${clock(left)} left`];
}

function waitOf({ idleMs = 0 }: ProgressState): number | undefined {
  return idleMs < WAIT_MS ? undefined : idleMs;
}

function phaseOf({ phase, phases }: ProgressState): string {
  const at = phases.indexOf(phase);
  return at < 0 ? phase : `${phase} (${at + 1}/${phases.length})`;
}

function share({ cellsDone, cellsTotal }: ProgressState): number {
  return cellsTotal <= 0 ? 0 : Math.min(1, Math.max(0, cellsDone / cellsTotal));
}

function barOf(state: ProgressState): string {
  const full = Math.round(BAR_COLUMNS * share(state));
  return '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full);
}
