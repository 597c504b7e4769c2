import type { Flaw } from '../../flaws/define-flaw.ts';
import { failedChecks, proofsOf, type Scorecard } from '../scorecard.ts';

/** How the auditor did on one flaw. */
export interface FlawResult {
  readonly id: string;
  readonly mustFail: readonly string[];
  readonly mustAdvise: readonly string[];
  readonly failed: readonly string[];
  /** Everything that had to fail did, with proof, and nothing else. */
  readonly detected: boolean;
  /** Failures that the flaw does not explain. */
  readonly unexpected: readonly string[];
}

/** Compares a scorecard with what the flaw's file says. */
export function assess(flaw: Flaw, scorecard: Scorecard): FlawResult {
  const failed = failedChecks(scorecard);
  const tolerated = [...flaw.mustFail, ...flaw.mayFail.map(({ check }) => check)];
  const unexpected = failed.filter((check) => !tolerated.includes(check));
  const proven = scorecard.checks.filter((check) => proofsOf(check).length > 0).map(({ id }) => id);
  const advised = scorecard.checks
    .filter(({ findings }) => findings.some(isProvenAdvice))
    .map(({ id }) => id);
  const isComplete =
    flaw.mustFail.every((check) => failed.includes(check) && proven.includes(check)) &&
    flaw.mustAdvise.every((check) => advised.includes(check));
  return {
    id: flaw.id,
    mustFail: flaw.mustFail,
    mustAdvise: flaw.mustAdvise,
    failed,
    detected: isComplete && unexpected.length === 0,
    unexpected,
  };
}

function isProvenAdvice({
  certainty,
  level,
}: {
  readonly certainty: string;
  readonly level: string;
}): boolean {
  return certainty === 'proven' && level === 'advice';
}

/** Shares of what was found and of what was rightly found; 1 is perfect. Of nothing, both are 0. */
export interface Figures {
  readonly recall: number;
  readonly precision: number;
}

/**
 * Recall: of all checks that had to fail, those that did. Precision: of all failures, in flawed and clean products, those that
 * a flaw explains.
 */
export function figuresOf(
  flaws: readonly FlawResult[],
  cleanFailures: readonly (readonly string[])[],
): Figures {
  const wanted = flaws.flatMap(({ mustFail }) => mustFail).length;
  const found = flaws.flatMap(({ mustFail, failed }) => mustFail.filter((id) => failed.includes(id))).length;
  const failures = [...flaws.map(({ failed }) => failed), ...cleanFailures].flat().length;
  const wrong = [...flaws.map(({ unexpected }) => unexpected), ...cleanFailures].flat().length;
  return { recall: share(found, wanted), precision: share(failures - wrong, failures) };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1_000) / 1_000;
}
