import type { Finding } from '../core/finding.ts';
import type { CheckResult, Place, Scorecard } from '../core/scorecard.ts';
import { isWaived, waiverWords } from '../core/waiver.ts';
import { fails } from './diff.ts';

/** Something that would stop a build: a proven failure, or a question that ready needs and nobody answered. */
export interface Obstacle {
  readonly kind: 'failure' | 'open';
  readonly check: string;
  readonly title: string;
  /** What was proven, or why it is open. */
  readonly what: string;
  readonly fingerprint?: string;
  /** Ids of the rows, gates and steps that it stands in. */
  readonly places: readonly string[];
  /** Why it stops nothing, where it does not. */
  readonly tolerated?: string;
}

/** What a build server does with a run. */
export interface Gate {
  readonly outcome: 'passes' | 'fails' | 'not-proven';
  readonly verdict: Scorecard['verdict'];
  readonly obstacles: readonly Obstacle[];
  /** Failures that somebody answers for until a day. */
  readonly waived: readonly string[];
  /** Failures of the baseline that are gone: take them off it, so that they cannot come back unseen. */
  readonly fixed: readonly string[];
  readonly warnings: readonly string[];
}

export interface GateOptions {
  /** An earlier run: what it had already stops nothing, unless its waiver has run out. */
  readonly baseline?: Scorecard;
  /** How many failures and open questions of a row, gate or step are let through. */
  readonly budgets: ReadonlyMap<string, number>;
}

/** Decides whether a build may go on. Pure: never better than what was looked at. */
export function gateOf(scorecard: Scorecard, { baseline, budgets }: GateOptions): Gate {
  const all = obstaclesOf(scorecard);
  const known = new Set(baseline === undefined ? [] : obstaclesOf(baseline).map(keyOf));
  const over = expiredIn(scorecard);
  const obstacles = all.map((one): Obstacle => {
    if (known.has(keyOf(one)) && !over.has(keyOf(one))) return { ...one, tolerated: 'the baseline had it' };
    const budget = budgetFor(one, all, budgets);
    return budget === undefined ? one : { ...one, tolerated: budget };
  });
  const now = new Set(all.map(keyOf));
  return {
    outcome: outcomeOf(scorecard, obstacles),
    verdict: scorecard.verdict,
    obstacles,
    waived: scorecard.checks.flatMap((check) => check.findings.filter(isWaived).map(waivedWords)),
    fixed: baseline === undefined ? [] : fixedIn(scorecard, obstaclesOf(baseline), now),
    warnings: warningsOn(scorecard, baseline),
  };
}

/** Ids that a budget may be given for. */
export function budgetable({ gates, rows, steps }: Scorecard): readonly string[] {
  return [...new Set([...gates, ...rows, ...steps].map((place) => place.id))];
}

function outcomeOf(scorecard: Scorecard, obstacles: readonly Obstacle[]): Gate['outcome'] {
  const stopping = obstacles.filter((one) => one.tolerated === undefined);
  if (stopping.some((one) => one.kind === 'failure')) return 'fails';
  const isWhole = scorecard.run.complete && sawSomething(scorecard);
  return stopping.length > 0 || !isWhole ? 'not-proven' : 'passes';
}

/** A run that saw nothing has nothing new either, and is no reason to go on. */
function sawSomething({ checks }: Scorecard): boolean {
  return checks.some((one) => one.status === 'pass' || one.status === 'fail');
}

function obstaclesOf(scorecard: Scorecard): readonly Obstacle[] {
  const places = [...scorecard.gates, ...scorecard.rows, ...scorecard.steps];
  const of = (check: string) => placesOf(check, scorecard);
  const failures = scorecard.checks.flatMap((check) =>
    check.findings.filter(fails).map((finding): Obstacle => ({
      kind: 'failure',
      check: check.id,
      title: check.title,
      what: provenWords(finding),
      fingerprint: finding.fingerprint,
      places: of(check.id),
    })),
  );
  const open = scorecard.checks
    .filter((check) => isOpen(check) && (of(check.id).length > 0 || scorecard.scope.length > 0))
    .map((check): Obstacle => ({
      kind: 'open',
      check: check.id,
      title: check.title,
      what: check.because ?? check.undecided[0]?.because ?? 'it could not be decided',
      places: of(check.id),
    }));
  const told = new Set(open.map((one) => one.check));
  const unasked = places
    .filter((place, index) => isUnasked(place, scorecard.checks, told) && firstOf(places, place) === index)
    .map((place): Obstacle => ({
      kind: 'open',
      check: '',
      title: place.title,
      what: place.because ?? 'no check looked at it',
      places: [place.id],
    }));
  return [...failures, ...open, ...unasked];
}

/** A failure that was waived until a day that is over says so: that is why no baseline lifts it. */
function provenWords({ what, where, waived }: Finding): string {
  return `${what} (${where})${waived?.expired === true ? `; ${waiverWords(waived)}` : ''}`;
}

/** Gates and rows; a step counts where there is neither. */
function placesOf(check: string, { gates, rows, steps }: Scorecard): readonly string[] {
  const ids = (some: readonly Place[]) =>
    some.filter((place) => place.checks.includes(check)).map((place) => place.id);
  const main = [...new Set([...ids(gates), ...ids(rows)])];
  return main.length > 0 ? main : ids(steps);
}

/** Unproven for another reason than a waiver. */
function isOpen({ status, findings, undecided }: CheckResult): boolean {
  return status === 'unproven' && !(undecided.length === 0 && findings.some(isWaived));
}

/** A place that is open although none of its checks is: it has no check, or one that is not there yet. */
function isUnasked(place: Place, checks: readonly CheckResult[], told: ReadonlySet<string>): boolean {
  if (place.status !== 'unproven' || place.checks.some((id) => told.has(id))) return false;
  const own = checks.filter((one) => place.checks.includes(one.id));
  return !own.some((one) => one.findings.some(isWaived));
}

function firstOf(places: readonly Place[], { id, title }: Place): number {
  return places.findIndex((one) => one.id === id && one.title === title);
}

function keyOf({ kind, check, fingerprint, places }: Obstacle): string {
  return JSON.stringify(
    kind === 'failure' ? [check, fingerprint] : [kind, check, check === '' ? places : ''],
  );
}

/** Failures whose waiver has run out: somebody promised a day, and no baseline lifts that. */
function expiredIn({ checks }: Scorecard): ReadonlySet<string> {
  return new Set(
    checks.flatMap((check) =>
      check.findings
        .filter((one) => one.waived?.expired === true)
        .map((one) => JSON.stringify([check.id, one.fingerprint])),
    ),
  );
}

/** Lets an obstacle through when every place that it stands in has a budget, and none of them is overdrawn. */
function budgetFor(
  { places }: Obstacle,
  all: readonly Obstacle[],
  budgets: ReadonlyMap<string, number>,
): string | undefined {
  if (places.length === 0) return undefined;
  const used = (id: string) => all.filter((one) => one.places.includes(id)).length;
  const isWithin = places.every((id) => used(id) <= (budgets.get(id) ?? 0));
  if (!isWithin) return undefined;
  return `within the budget of ${places.map((id) => `${id} (${used(id)} of ${budgets.get(id) ?? 0})`).join(', ')}`;
}

/** Gone counts only where its check decided all of its questions. */
function fixedIn(
  { checks }: Scorecard,
  before: readonly Obstacle[],
  now: ReadonlySet<string>,
): readonly string[] {
  const decided = new Set(
    checks.filter((one) => one.decided > 0 && one.undecided.length === 0).map((one) => one.id),
  );
  return before
    .filter((one) => one.kind === 'failure' && !now.has(keyOf(one)) && decided.has(one.check))
    .map((one) => one.what);
}

function waivedWords(finding: Finding): string {
  const { waived, what, where } = finding;
  return `${what} (${where}): ${waived === undefined ? '' : waiverWords(waived)}`;
}

function warningsOn(now: Scorecard, baseline: Scorecard | undefined): readonly string[] {
  const short = [
    ...(now.run.complete ? [] : ['The run was cut short: what it did not ask is open.']),
    ...(sawSomething(now) ? [] : ['No check could decide anything: nothing was looked at.']),
  ];
  const scope = (one: Scorecard) => one.scope.join(', ') || 'everything';
  if (baseline === undefined) return short;
  const differing = [
    ['profile', baseline.profile, now.profile],
    ['target', baseline.run.target, now.run.target],
    ['scope', scope(baseline), scope(now)],
  ].filter(([, before, after]) => before !== after);
  return [
    ...short,
    ...differing.map(
      ([what, before, after]) => `Baseline and run differ in ${what}: ${before}, then ${after}.`,
    ),
  ];
}
