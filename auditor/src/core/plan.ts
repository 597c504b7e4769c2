import type { Cell, Cost, LeftOut, Phase } from './cell.ts';
import type { ProfileId } from './profile.ts';

/** What an audit is going to do: pure data, printed by `--dry-run` and stored with the run. */
export interface Plan {
  readonly profile: ProfileId;
  readonly scope: readonly string[];
  readonly checks: readonly string[];
  readonly cells: readonly Cell[];
  readonly leftOut: readonly LeftOut[];
}

/** The most that all cells together may use. */
export function totalCost(cells: readonly Cell[]): Cost {
  return cells.reduce(
    (sum, { cost }) => ({
      requests: sum.requests + cost.requests,
      tokens: sum.tokens + cost.tokens,
      mails: sum.mails + cost.mails,
    }),
    { requests: 0, tokens: 0, mails: 0 },
  );
}

/** Cells of one phase, in plan order. */
export function cellsOf(plan: Plan, phase: Phase): readonly Cell[] {
  return plan.cells.filter((cell) => cell.phase === phase);
}
