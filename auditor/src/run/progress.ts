import type { Phase } from '../core/cell.ts';

/** How far a run is: what the terminal shows while it lives. */
export interface Progress {
  readonly phase: Phase;
  /** The phases of this run that have questions, in order. */
  readonly phases: readonly Phase[];
  readonly cellsDone: number;
  readonly cellsTotal: number;
  readonly requests: number;
  readonly elapsedMs: number;
  /** Questions that came back undecided. */
  readonly failures: number;
  /** The question being asked. */
  readonly current?: string;
}
