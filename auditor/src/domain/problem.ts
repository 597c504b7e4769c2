import type { Exhibit } from '../core/finding.ts';

/** Something that an analysis found. `fail` where the standard calls it broken, `advice` where it is an opinion. */
export interface Problem {
  readonly level: 'fail' | 'advice';
  /** Tells problems of one place apart; stable. */
  readonly key: string;
  readonly what: string;
  readonly exchange?: string;
  /** Where more than one answer shows it. */
  readonly exhibits?: readonly Exhibit[];
  /** Text in the answer that shows it. */
  readonly marks: readonly string[];
}

/** Why something could not be analysed. */
export interface Gap {
  readonly because: string;
  readonly add?: string;
}
