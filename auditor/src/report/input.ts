import type { Check } from '../core/check.ts';
import type { Exchange } from '../core/exchange.ts';
import type { Plan } from '../core/plan.ts';
import type { Profile } from '../core/profile.ts';
import type { Scorecard } from '../core/scorecard.ts';
import type { ToldJourney } from './journeys.ts';
import type { AccessRow } from './matrix.ts';

/** Everything a report is made of. Renderers are pure: the same input gives the same report. */
export interface ReportInput {
  readonly scorecard: Scorecard;
  /** The exchanges that findings cite, by id. One that is missing is said to be missing. */
  readonly exchanges: ReadonlyMap<string, Exchange>;
  /** The checks that were judged: their reasons, criteria and fixes. */
  readonly checks: readonly Check[];
  readonly profile: Profile;
  readonly plan?: Plan;
  /** The run's folder, as the reader can open it. */
  readonly runPath: string;
  /** Files that were written beside this report. */
  readonly reports?: readonly string[];
  /** The hash of the run's record, by which anybody can tell whether it was changed. */
  readonly hash?: string;
  /** Who can do what, if the run asked; see `matrix.ts`. */
  readonly matrix?: readonly AccessRow[];
  /** What new customers met in a browser, if any went. */
  readonly journeys?: readonly ToldJourney[];
}
