import type { Check } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { CheckResult, Place, Scorecard } from '../core/scorecard.ts';
import { STATUSES, type Status } from '../core/verdict.ts';
import { isWaived } from '../core/waiver.ts';
import type { ReportInput } from './input.ts';
import { isYaml, openQuestions, type OpenQuestion } from './open-questions.ts';

/** One check with some of its findings. */
export interface Group {
  readonly result: CheckResult;
  readonly check: Check | undefined;
  readonly findings: readonly Finding[];
  /** Gates and rows that it decides. */
  readonly places: readonly Place[];
}

/** What stands between the product and ready: a gate, a row, or a check that stands in neither. */
export interface Blocker {
  readonly kind: 'gate' | 'row' | 'check';
  readonly place: Pick<Place, 'id' | 'title' | 'status'>;
}

/** What to do first. */
export interface Action {
  readonly kind: 'fix' | 'add';
  readonly title: string;
  readonly because: string;
  readonly minutes?: number;
  /** Titles of the gates and rows that wait for it. */
  readonly blocks: readonly string[];
  /** The check that it belongs to. */
  readonly check: string | undefined;
}

/** The scorecard in the order in which people want to read it. Every renderer starts here. */
export interface Digest {
  readonly blockers: readonly Blocker[];
  readonly actions: readonly Action[];
  /** Checks with proven failures, worst first. */
  readonly failures: readonly Group[];
  /** Proven, and somebody answers for it until a day. */
  readonly waived: readonly Group[];
  /** Failing, but only probable. */
  readonly suspected: readonly Group[];
  readonly advice: readonly Group[];
  readonly open: readonly OpenQuestion[];
  readonly counts: { readonly [status in Status]: number };
}

const MOST_ACTIONS = 3;

/** Puts a scorecard in reading order. */
export function digest({ scorecard, checks }: Pick<ReportInput, 'scorecard' | 'checks'>): Digest {
  const known = new Map<string, Check>(checks.map((check) => [check.id, check]));
  const groups = (wanted: (finding: Finding) => boolean): readonly Group[] =>
    scorecard.checks
      .map((result) => ({
        result,
        check: known.get(result.id),
        findings: result.findings.filter(wanted).sort(byPlace),
        places: placesOf(scorecard, result.id),
      }))
      .filter((group) => group.findings.length > 0)
      .sort((a, b) => urgency(scorecard, a) - urgency(scorecard, b) || b.findings.length - a.findings.length);
  const proven = (one: Finding) => one.level === 'fail' && one.certainty === 'proven';
  const failures = groups((one) => proven(one) && !isWaived(one));
  const open = openQuestions(scorecard);
  return {
    blockers: blockersOf(scorecard, checks),
    actions: actionsOf(failures, open),
    failures,
    waived: groups((one) => proven(one) && isWaived(one)),
    suspected: groups((one) => one.level === 'fail' && one.certainty === 'probable'),
    advice: groups((one) => one.level === 'advice'),
    open,
    counts: countsOf(scorecard.checks),
  };
}

/** Gates and rows that a check decides, gates first, each title once. */
function placesOf(scorecard: Scorecard, check: string): readonly Place[] {
  const places = [...scorecard.gates, ...scorecard.rows].filter((place) => place.checks.includes(check));
  return places.filter((place, index) => places.findIndex((other) => other.title === place.title) === index);
}

/** How many checks stand where. */
function countsOf(results: readonly { readonly status: Status }[]): Digest['counts'] {
  const count = (status: Status) => results.filter((one) => one.status === status).length;
  return {
    fail: count('fail'),
    unproven: count('unproven'),
    pass: count('pass'),
    'not-applicable': count('not-applicable'),
  };
}

/** A gate and a row of one id are one obstacle; the gate says more. */
function blockersOf({ gates, rows, checks }: Scorecard, known: readonly Check[]): readonly Blocker[] {
  // What decides nothing can advise, and holds nothing up.
  const advisers = new Set<string>(
    known.filter((check) => check.decides.length === 0).map((check) => check.id),
  );
  const gateIds = new Set(gates.map((gate) => gate.id));
  const placed = new Set([...gates, ...rows].flatMap((place) => place.checks));
  const all: readonly Blocker[] = [
    ...gates.map((place): Blocker => ({ kind: 'gate', place })),
    ...rows.filter(({ id }) => !gateIds.has(id)).map((place): Blocker => ({ kind: 'row', place })),
    ...checks
      .filter(({ id }) => !placed.has(id) && !advisers.has(id))
      .map((place): Blocker => ({ kind: 'check', place })),
  ];
  return all
    .filter(({ place }) => place.status === 'fail' || place.status === 'unproven')
    .sort((a, b) => STATUSES.indexOf(a.place.status) - STATUSES.indexOf(b.place.status));
}

function actionsOf(failures: readonly Group[], open: readonly OpenQuestion[]): readonly Action[] {
  const fixes = failures.map(({ check, result, findings, places }): Action => ({
    kind: 'fix',
    title: check?.fix.steps[0] ?? `Make this true: ${result.title}`,
    because: findings[0]?.what ?? result.title,
    ...(check === undefined ? {} : { minutes: check.fix.minutes }),
    blocks: places.map((place) => place.title),
    check: result.id,
  }));
  // What needs nothing from the reader is no action: it is listed further down, with its reason.
  const additions = open
    .filter(({ add }) => add !== undefined)
    .map(({ because, blocks, checks, add }): Action => ({
      kind: 'add',
      title: additionTitle(add),
      because,
      blocks,
      check: checks[0]?.id,
    }));
  return [...fixes, ...additions].slice(0, MOST_ACTIONS);
}

/** A line that says it all is said; more stands further down, with the question. */
function additionTitle(add = ''): string {
  const line = add.trim().replace(/\s+#.*$/, '');
  const isShort = isYaml(add) && !line.includes('\n') && line.length <= LONGEST_TITLE;
  return isShort ? `Add to the target file: \`${line}\`` : 'Say more in the target file';
}

const LONGEST_TITLE = 90;

/** Gates before rows, in the article's own order; what blocks nothing comes last. */
function urgency(scorecard: Scorecard, { result }: Group): number {
  const order = [...scorecard.gates, ...scorecard.rows];
  const at = order.findIndex((place) => place.checks.includes(result.id));
  return at < 0 ? order.length : at;
}

function byPlace(a: Finding, b: Finding): number {
  if (a.where === b.where) return a.fingerprint < b.fingerprint ? -1 : 1;
  return a.where < b.where ? -1 : 1;
}
