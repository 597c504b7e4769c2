import * as z from 'zod';
import { PHASES } from './cell.ts';
import type { Check } from './check.ts';
import { PROFILE_IDS, type Profile, type Question, type RedFlag } from './profile.ts';
import { isWaived } from './waiver.ts';
import { STATUSES, VerdictSchema, type Status, type Verdict } from './verdict.ts';

/** Version of the JSON scorecard. Raised when a field changes its meaning or goes. */
const SCORECARD_SCHEMA = 1;

const PhaseTimeSchema = z.object({ phase: z.enum(PHASES), ms: z.int() });

/** How long one phase of a run took. */
export type PhaseTime = z.infer<typeof PhaseTimeSchema>;

const PlaceSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(STATUSES),
  because: z.string().optional(),
  /** Ids of the checks that decide it. */
  checks: z.array(z.string()),
  /** Whose word it rests on, where nothing of it was seen. */
  attested: z.array(z.string()).optional(),
});

/** A red flag of the article: raised, not seen, or never answered. */
const FlagSchema = z.object({
  id: z.string(),
  text: z.string(),
  status: z.enum(['raised', 'not-seen', 'open']),
  /** Why it is raised or open; whose word it is, where somebody answered. */
  because: z.string().optional(),
  checks: z.array(z.string()),
});

const CheckResultSchema = VerdictSchema.extend({ id: z.string(), title: z.string() });

export const ScorecardSchema = z.object({
  schema: z.literal(SCORECARD_SCHEMA),
  run: z.object({
    id: z.string(),
    version: z.string(),
    startedAt: z.string(),
    finishedAt: z.string().optional(),
    /** False when the run was cut short; what it has still counts. */
    complete: z.boolean(),
    requests: z.number().int(),
    /** How long each phase took, in order; of a run that was gone on with, all of its parts. */
    phases: z.array(PhaseTimeSchema).optional(),
    /** The commit of the product's repository that was checked out. */
    commit: z.string().optional(),
    product: z.string(),
    target: z.string(),
    /** What the run created and could not delete. */
    leftBehind: z.array(z.string()),
    notes: z.array(z.string()),
  }),
  profile: z.enum(PROFILE_IDS),
  /** The rows, families or checks that `--only` named; empty for a whole audit. */
  scope: z.array(z.string()),
  verdict: z.enum(['ready', 'not-ready', 'not-proven']),
  /** One sentence: what blocks, or what was proven. */
  headline: z.string(),
  gates: z.array(PlaceSchema),
  rows: z.array(PlaceSchema),
  steps: z.array(PlaceSchema),
  /** Runs of earlier versions have none. */
  flags: z.array(FlagSchema).default([]),
  checks: z.array(CheckResultSchema),
});

export type Scorecard = z.infer<typeof ScorecardSchema>;
export type ScorecardRun = Scorecard['run'];
export type Place = z.infer<typeof PlaceSchema>;
export type Flag = z.infer<typeof FlagSchema>;
export type CheckResult = z.infer<typeof CheckResultSchema>;

export interface Judged {
  readonly check: Check;
  readonly verdict: Verdict;
}

interface ScoreInput {
  readonly profile: Profile;
  readonly judged: readonly Judged[];
  /** What `--only` named; empty for a whole audit. */
  readonly scope: readonly string[];
  readonly run: ScorecardRun;
  /** Reasons of the target file's `absent:`, by key. */
  readonly absent: { readonly [key: string]: string };
}

/**
 * Adds verdicts up to the answer for one profile. A place (gate, row, step) fails when one of its checks fails, is unproven
 * when one is unproven or when one of its questions has no check, and passes otherwise.
 *
 * Ready means: no check failed with proof, and no gate, row or step stayed unproven. A check that stands nowhere in this
 * profile can still fail the product, but it cannot hold it up by being undecided. Within a scope only what `--only` named
 * decides, and all of it must have been looked at. A waived failure never passes: with one, the answer is at most not proven.
 */
export function score({ profile, judged, scope, run, absent }: ScoreInput): Scorecard {
  const deciding = (kind: string, id: string) =>
    judged.filter((one) => one.check.decides.some((place) => place.kind === kind && place.id === id));
  // Within a scope, a place that was not named is not held to all of its questions.
  const isHeldTo = (id: string) => scope.length === 0 || scope.includes(id);
  const place = (kind: string, { id, title }: Named): Place => ({
    id,
    title,
    ...standing(deciding(kind, id), isHeldTo(id) ? unanswered(profile.questions[id] ?? [], judged) : []),
  });
  const within = (one: Place) => scope.length === 0 || one.checks.length > 0 || scope.includes(one.id);
  const partly = (one: Place) => (isPartial(one, scope) ? { ...one, because: PARTIAL } : one);
  const listed = (places: readonly Place[]) => places.filter(within).map(partly);
  const gates = listed(profile.gates.map((one) => gated(place('gate', one), one.unless, absent)));
  const rows = listed(profile.rows.map((one) => place('row', one)));
  const steps = listed(profile.steps.map((one) => place('step', one)));
  const checks = judged.map(({ check, verdict }) => ({ id: check.id, title: check.title, ...verdict }));
  const sum = { gates, rows, steps, checks, scope, complete: run.complete, unseen: unseen(scope, judged) };
  const verdict = answer(sum);
  return {
    schema: SCORECARD_SCHEMA,
    run,
    profile: profile.id,
    scope: [...scope],
    verdict,
    headline: headline(verdict, sum),
    gates,
    rows,
    steps,
    flags:
      scope.length === 0 ? profile.redFlags.map((flag) => raised(flag, deciding('flag', flag.id), rows)) : [],
    checks,
  };
}

interface Named {
  readonly id: string;
  readonly title: string;
}

interface Sum extends Pick<Scorecard, 'gates' | 'rows' | 'steps' | 'checks'> {
  readonly scope: readonly string[];
  readonly complete: boolean;
  /** What the scope named and no check answers to. */
  readonly unseen: readonly string[];
}

const PARTIAL = 'only the checks within the scope were asked';

function standing(judged: readonly Judged[], open: readonly Question[]): Omit<Place, 'id' | 'title'> {
  const checks = judged.map((one) => one.check.id);
  if (judged.length === 0) return { status: 'unproven', because: 'no check looked at it', checks };
  const worst = worstOf(judged.map((one) => one.verdict.status));
  if (worst === 'pass' && open.length > 0) {
    return { status: 'unproven', because: `no check looked at ${listing(open)}`, checks };
  }
  const reason = judged.find((one) => one.verdict.status === worst && one.verdict.because !== undefined)
    ?.verdict.because;
  const words = judged.flatMap((one) => (one.verdict.status === worst ? (one.verdict.attested ?? []) : []));
  return {
    status: worst,
    checks,
    ...(reason === undefined ? {} : { because: reason }),
    ...(words.length === 0 ? {} : { attested: [...new Set(words)] }),
  };
}

/** What a red flag comes to: the worst of the checks that see it, or rows that fail together. */
function raised(flag: RedFlag, judged: readonly Judged[], rows: readonly Place[]): Flag {
  const { id, text } = flag;
  const checks = judged.map((one) => one.check.id);
  if (flag.together !== undefined) return { id, text, checks, ...together(flag.together, rows) };
  const worst = worstOf(judged.map((one) => one.verdict.status));
  const telling = judged.filter((one) => one.verdict.status === worst);
  const [first] = telling;
  if (first === undefined) return { id, text, checks, status: 'open', because: 'no check looked at it' };
  if (worst === 'fail') return { id, text, checks, status: 'raised', because: failing(telling) };
  if (worst === 'unproven')
    return { id, text, checks, status: 'open', because: first.verdict.because ?? 'it could not be decided' };
  const words = telling.flatMap((one) => one.verdict.attested ?? []);
  return {
    id,
    text,
    checks,
    status: 'not-seen',
    ...(words.length === 0 ? {} : { because: `attested by ${words.join('; ')}` }),
  };
}

function failing(judged: readonly Judged[]): string {
  return `not so: ${some(judged.map((one) => one.check.title))}`;
}

function together(
  groups: readonly (readonly string[])[],
  rows: readonly Place[],
): Pick<Flag, 'status' | 'because'> {
  const standings = groups.map((ids) => rows.filter((one) => ids.includes(one.id)));
  const troubled = standings.flatMap((group) => group.filter((one) => one.status === 'fail').slice(0, 1));
  if (troubled.length === groups.length)
    return { status: 'raised', because: `all of these fail: ${some(troubled.map((one) => one.title))}` };
  const isSound = standings.some(
    (group) =>
      group.length > 0 && group.every((one) => one.status === 'pass' || one.status === 'not-applicable'),
  );
  if (isSound) return { status: 'not-seen' };
  return { status: 'open', because: 'not all of these rows could be decided' };
}

/** Questions of a place that none of the judged checks answers. */
function unanswered(questions: readonly Question[], judged: readonly Judged[]): readonly Question[] {
  return questions.filter((question) => !judged.some((one) => one.check.id === question.check));
}

function listing(questions: readonly Question[]): string {
  const words = questions.map((one) => one.looksAt);
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** Not applicable only when all are; a pass beside it decides. */
function worstOf(statuses: readonly Status[]): Status {
  const order: readonly Status[] = ['fail', 'unproven', 'pass', 'not-applicable'];
  return order.find((status) => statuses.includes(status)) ?? 'unproven';
}

/** Saying that something is absent lifts only a gate whose article allows it, and never against a proof. */
function gated(gate: Place, unless: string | undefined, absent: ScoreInput['absent']): Place {
  const lifted = unless === undefined ? undefined : absent[unless];
  if (lifted !== undefined && gate.status !== 'fail') {
    return { ...gate, status: 'not-applicable', because: lifted };
  }
  if (gate.status !== 'not-applicable') return gate;
  const said = gate.because ?? 'said to be absent';
  return { ...gate, status: 'unproven', because: `this profile asks for it all the same: ${said}` };
}

/** A pass in a place that the scope did not name rests on some of its checks only. */
function isPartial(place: Place, scope: readonly string[]): boolean {
  return scope.length > 0 && !scope.includes(place.id) && place.status === 'pass';
}

function unseen(scope: readonly string[], judged: readonly Judged[]): readonly string[] {
  const answersTo = ({ check }: Judged, name: string) =>
    check.id === name || check.family === name || check.decides.some((place) => place.id === name);
  return scope.filter((name) => !judged.some((one) => answersTo(one, name)));
}

function answer(sum: Sum): Scorecard['verdict'] {
  if (sum.checks.some((one) => one.status === 'fail')) return 'not-ready';
  const places = [...sum.gates, ...sum.rows, ...sum.steps];
  const asked = sum.scope.length === 0 ? places : [...places, ...sum.checks];
  const isOpen =
    sum.checks.some((one) => one.findings.some(isWaived)) ||
    asked.some((one) => one.status === 'unproven') ||
    sum.unseen.length > 0;
  if (!sum.complete || isOpen || !asked.some((one) => one.status === 'pass')) return 'not-proven';
  return 'ready';
}

function headline(verdict: Scorecard['verdict'], sum: Sum): string {
  const where = sum.scope.length === 0 ? '' : ` within ${sum.scope.join(', ')}`;
  const count = (status: Status) => sum.checks.filter((one) => one.status === status).length;
  if (verdict === 'ready') {
    const words = sum.checks.filter((one) => one.status === 'pass' && one.attested !== undefined).length;
    const word = words === 0 ? '' : `, ${words} of them on somebody’s word`;
    return `Ready${where}: ${plural(count('pass'), 'check')} passed on evidence${word}.`;
  }
  if (verdict === 'not-ready') {
    return `Not ready${where}: ${plural(count('fail'), 'check')} failed with proof (${some(titles(sum, 'fail'))}).`;
  }
  const cut = sum.complete ? '' : ' the run was cut short;';
  const open = [...sum.unseen, ...titles(sum, 'unproven')];
  const nothing = count('pass') > 0 ? 'nothing else is open' : 'nothing here could be decided';
  const what = open.length === 0 ? nothing : `could not decide ${some(open)}`;
  const waived = sum.checks.flatMap((one) => one.findings.filter(isWaived)).length;
  const answered = waived === 0 ? '' : ` ${plural(waived, 'proven failure')} waived;`;
  return `Not proven${where}:${cut}${answered} ${what}.`;
}

/** Titles of what has a status: rows and gates, where there are none steps, then checks. */
function titles({ rows, gates, steps, checks }: Sum, status: Status): readonly string[] {
  const byId = new Map(
    [...gates, ...rows].filter((one) => one.status === status).map((one) => [one.id, one]),
  );
  const first = [[...byId.values()], steps, checks]
    .map((group) => group.filter((one) => one.status === status))
    .find((group) => group.length > 0);
  return (first ?? []).map((one) => one.title);
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

function plural(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
