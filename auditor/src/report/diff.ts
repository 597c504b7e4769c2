import type { Finding } from '../core/finding.ts';
import type { CheckResult, Place, Scorecard } from '../core/scorecard.ts';
import type { Status } from '../core/verdict.ts';
import { isWaived } from '../core/waiver.ts';
import { outdated, type Change } from './outdated.ts';
import { heading, paragraph, statusInk, type Lines, type Screen } from './terminal/screen.ts';
import { oneLine } from './text/clean.ts';
import { plural, STATUS_WORDS, VERDICT_WORDS, weight } from './text/words.ts';

/** A finding whose evidence is older than what it speaks of, or that was not looked at again. */
interface Stale {
  readonly finding: Finding;
  readonly because: string;
}

/** A gate or row whose status changed. */
interface Moved {
  readonly kind: 'gate' | 'row';
  readonly id: string;
  readonly title: string;
  readonly before: Status | 'absent';
  readonly after: Status | 'absent';
}

/** What changed from one run to a later one. */
export interface ScorecardDiff {
  readonly before: Pick<Scorecard, 'verdict' | 'run'>;
  readonly after: Pick<Scorecard, 'verdict' | 'run'>;
  /** Not seen before, or no failure before. */
  readonly new: readonly Finding[];
  readonly fixed: readonly Finding[];
  readonly unchanged: readonly Finding[];
  /** Seen before and not decided since, or what it was seen in has changed: neither fixed nor still there. */
  readonly stale: readonly Stale[];
  readonly places: readonly Moved[];
  /** Why the two runs may not be comparable. */
  readonly warnings: readonly string[];
}

/**
 * Compares two runs finding by finding. A finding counts as fixed only when the later run decided every question of its
 * check; what was not looked at again is stale.
 *
 * @param changes what changed between the two, to say why the older evidence no longer holds
 */
export function diffScorecards(a: Scorecard, b: Scorecard, changes: readonly Change[] = []): ScorecardDiff {
  const [earlier, later] = [findingsOf(a), findingsOf(b)];
  const results = new Map(b.checks.map((check) => [check.id, check]));
  const gone = [...earlier].filter(([key]) => !later.has(key)).map(([, finding]) => finding);
  const isNew = (key: string, finding: Finding) => {
    const before = earlier.get(key);
    return before === undefined || (fails(finding) && !fails(before));
  };
  const kept = [...later];
  return {
    before: { verdict: a.verdict, run: a.run },
    after: { verdict: b.verdict, run: b.run },
    new: kept.filter(([key, finding]) => isNew(key, finding)).map(([, finding]) => finding),
    unchanged: kept.filter(([key, finding]) => !isNew(key, finding)).map(([, finding]) => finding),
    fixed: gone.filter((finding) => undecidedNow(results.get(finding.check)) === undefined),
    stale: gone.flatMap((finding) => {
      const because = undecidedNow(results.get(finding.check));
      const since = outdated(finding.check, changes);
      if (because === undefined) return [];
      return [{ finding, because: since === undefined ? because : `${because} Since then, ${since}.` }];
    }),
    places: [...moved('gate', a.gates, b.gates), ...moved('row', a.rows, b.rows)],
    warnings: warningsOn(a, b),
  };
}

/**
 * Compares a run with what is there now, without asking anything: what it found and proved is stale where that which it speaks
 * of has changed since. Nothing becomes new or fixed by it.
 */
export function sinceRun(scorecard: Scorecard, changes: readonly Change[]): ScorecardDiff {
  const found = [...findingsOf(scorecard).values()];
  const isStale = (check: string) => outdated(check, changes) !== undefined;
  const now = (places: readonly Place[]) =>
    places.map((one): Place => {
      const doubt = one.status === 'pass' && one.checks.some(isStale);
      return doubt ? { ...one, status: 'unproven' } : one;
    });
  const places = [
    ...moved('gate', scorecard.gates, now(scorecard.gates)),
    ...moved('row', scorecard.rows, now(scorecard.rows)),
  ];
  const before = { verdict: scorecard.verdict, run: scorecard.run };
  const doubted = scorecard.checks.some((one) => one.status === 'pass' && isStale(one.id));
  const verdict = scorecard.verdict === 'ready' && doubted ? 'not-proven' : scorecard.verdict;
  return {
    before,
    after: { verdict, run: { ...scorecard.run, id: 'now' } },
    new: [],
    fixed: [],
    unchanged: found.filter((one) => !isStale(one.check)),
    stale: found.flatMap((finding) => {
      const because = outdated(finding.check, changes);
      return because === undefined ? [] : [{ finding, because: `${because}.` }];
    }),
    places,
    warnings: changes.map(({ says }) => `Since the run, ${says}.`),
  };
}

/** The difference for a terminal. */
export function renderDiff(diff: ScorecardDiff, screen: Screen): string {
  const { before, after } = diff;
  return [
    ...paragraph(
      screen,
      '',
      `${oneLine(before.run.id)} → ${oneLine(after.run.id)}: ${VERDICT_WORDS[before.verdict]} → ${VERDICT_WORDS[after.verdict]}`,
    ),
    ...diff.warnings.flatMap((warning) =>
      paragraph(screen, '! ', { text: warning, ink: screen.paint.yellow }),
    ),
    ...section(screen, 'New', diff.new.map(told)),
    ...section(screen, 'Fixed', diff.fixed.map(told)),
    ...section(
      screen,
      'Stale: not decided since',
      diff.stale.map(({ finding, because }) => `${told(finding)} Now: ${oneLine(because)}`),
    ),
    ...section(screen, 'Unchanged', diff.unchanged.map(told)),
    ...(diff.places.length === 0 ? [] : heading(screen, 'Gates and rows')),
    ...diff.places.flatMap((place) => movedLines(screen, place)),
    '',
    tally(diff),
    '',
  ].join('\n');
}

function tally({ new: fresh, fixed, unchanged, stale }: ScorecardDiff): string {
  const waived = [...fresh, ...unchanged].filter(isWaived).length;
  const counts = `${fresh.length} new, ${fixed.length} fixed, ${unchanged.length} unchanged, ${stale.length} stale`;
  return waived === 0 ? counts : `${counts}; ${waived} of them waived`;
}

/** The difference for programs. */
export function renderDiffJson(diff: ScorecardDiff): string {
  return `${JSON.stringify({ schema: 1, ...diff }, null, 2)}\n`;
}

/** A fingerprint may be shared by two checks. */
function findingsOf(scorecard: Scorecard): ReadonlyMap<string, Finding> {
  return new Map(
    scorecard.checks.flatMap((check) =>
      check.findings.map((finding) => [
        JSON.stringify([check.id, finding.fingerprint]),
        { ...finding, check: check.id },
      ]),
    ),
  );
}

/** Proven, and nobody answers for it: what a build server has to stop at. */
export function fails(finding: Finding): boolean {
  return finding.certainty === 'proven' && finding.level === 'fail' && !isWaived(finding);
}

function undecidedNow(result: CheckResult | undefined): string | undefined {
  if (result === undefined) return 'its check was not part of the run.';
  if (result.status === 'not-applicable') return `said not to apply: ${result.because ?? 'no reason given'}`;
  if (result.undecided.length > 0)
    return `${plural(result.undecided.length, 'question')} of its check stayed open.`;
  return result.decided > 0 ? undefined : 'its check decided nothing.';
}

function moved(kind: Moved['kind'], before: readonly Place[], after: readonly Place[]): readonly Moved[] {
  const [old, now] = [
    new Map(before.map((one) => [one.id, one])),
    new Map(after.map((one) => [one.id, one])),
  ];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((id) => ({
      kind,
      id,
      title: now.get(id)?.title ?? old.get(id)?.title ?? id,
      before: old.get(id)?.status ?? ('absent' as const),
      after: now.get(id)?.status ?? ('absent' as const),
    }))
    .filter((one) => one.before !== one.after);
}

function warningsOn(a: Scorecard, b: Scorecard): readonly string[] {
  const differing = [
    ['profile', a.profile, b.profile],
    ['target', a.run.target, b.run.target],
    ['scope', a.scope.join(', ') || 'everything', b.scope.join(', ') || 'everything'],
    ['launch-ready', a.run.version, b.run.version],
  ].filter(([, before, after]) => before !== after);
  return [
    ...differing.map(([what, before, after]) => `The runs differ in ${what}: ${before}, then ${after}.`),
    ...(b.run.startedAt < a.run.startedAt
      ? ['The second run is the older one: what it says is not news. Swap the two.']
      : []),
    ...(b.run.complete ? [] : ['The later run was cut short.']),
  ];
}

/** Names keep their capitals. */
function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function told(finding: Finding): string {
  return `${oneLine(finding.what)} (${oneLine(finding.where)}; ${lowered(weight(finding))})`;
}

const MOST_LISTED = 40;

function section(screen: Screen, title: string, items: readonly string[]): Lines {
  if (items.length === 0) return [];
  const hidden = items.length - MOST_LISTED;
  return [
    ...heading(screen, `${title} (${items.length})`),
    ...items.slice(0, MOST_LISTED).flatMap((item) => paragraph(screen, '  - ', item)),
    ...(hidden > 0 ? [`  and ${hidden} more: see --format json`] : []),
  ];
}

function movedLines(screen: Screen, { title, before, after }: Moved): Lines {
  const word = (status: Moved['before']) => (status === 'absent' ? 'not part of it' : STATUS_WORDS[status]);
  const ink = after === 'absent' ? screen.paint.dim : statusInk(screen.paint, after);
  return paragraph(screen, '  - ', `${oneLine(title)}: ${word(before)} → `, { text: word(after), ink });
}
