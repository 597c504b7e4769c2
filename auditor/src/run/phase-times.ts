import type { Phase } from '../core/cell.ts';
import type { PhaseTime } from '../core/scorecard.ts';

/** Measures how long each phase of a run takes. */
export interface PhaseTimes {
  begin(phase: Phase): void;
  /** Ends the last phase. */
  all(): readonly PhaseTime[];
}

/** @param now milliseconds of a clock that never goes back */
export function createPhaseTimes(now: () => number): PhaseTimes {
  const marks: { readonly phase: Phase; readonly at: number }[] = [];
  return {
    begin: (phase) => void marks.push({ phase, at: now() }),
    all() {
      const end = now();
      return marks.map(({ phase, at }, index) => ({
        phase,
        ms: Math.round((marks[index + 1]?.at ?? end) - at),
      }));
    },
  };
}
