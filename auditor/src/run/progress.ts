import type { Phase } from '../core/cell.ts';

/** How far a run is: what the terminal shows while it lives. */
export interface Progress {
  readonly phase: Phase | 'preparing' | 'judging';
  readonly cellsDone: number;
  readonly cellsTotal: number;
  readonly requests: number;
  readonly elapsedMs: number;
  /** The question being asked. */
  readonly current?: string;
}
