import * as z from 'zod';
import type { Check } from './check.ts';
import { PROFILE_IDS, type Profile } from './profile.ts';
import { STATUSES, VerdictSchema, type Status, type Verdict } from './verdict.ts';

/** Version of the JSON scorecard. Raised when a field changes its meaning or goes. */
export const SCORECARD_SCHEMA = 1;

const PlaceSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(STATUSES),
  because: z.string().optional(),
  /** Ids of the checks that decide it. */
  checks: z.array(z.string()),
});

export const CheckResultSchema = VerdictSchema.extend({ id: z.string(), title: z.string() });

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
  checks: z.array(CheckResultSchema),
});

export type Scorecard = z.infer<typeof ScorecardSchema>;
export type ScorecardRun = Scorecard['run'];
export type Place = z.infer<typeof PlaceSchema>;
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
 * when one is unproven or none exists, and passes otherwise. Ready means: no gate and no row failed or stayed unproven.
 */
export function score({ profile, judged, scope, run, absent }: ScoreInput): Scorecard {
  const deciding = (kind: string, id: string) =>
    judged.filter((one) => one.check.decides.some((place) => place.kind === kind && place.id === id));
  const place = (kind: string, id: string, title: string, unless?: string): Place => {
    const lifted = unless === undefined ? undefined : absent[unless];
    if (lifted !== undefined) return { id, title, status: 'not-applicable', because: lifted, checks: [] };
    return { id, title, ...standing(deciding(kind, id)) };
  };
  const within = (one: Place) => scope.length === 0 || one.checks.length > 0;
  const gates = profile.gates.map((one) => place('gate', one.id, one.title, one.unless)).filter(within);
  const rows = profile.rows.map((one) => place('row', one.id, one.title)).filter(within);
  const steps = profile.steps.map((one) => place('step', one.id, one.title)).filter(within);
  const checks = judged.map(({ check, verdict }) => ({ id: check.id, title: check.title, ...verdict }));
  const outcome = answer([...gates, ...rows], checks, run.complete);
  return {
    schema: SCORECARD_SCHEMA,
    run,
    profile: profile.id,
    scope: [...scope],
    verdict: outcome,
    headline: headline(outcome, [...gates, ...rows], checks, scope),
    gates,
    rows,
    steps,
    checks,
  };
}

function standing(judged: readonly Judged[]): Omit<Place, 'id' | 'title'> {
  const checks = judged.map((one) => one.check.id);
  if (judged.length === 0) return { status: 'unproven', because: 'no check looked at it', checks };
  const worst = worstOf(judged.map((one) => one.verdict.status));
  const reason = judged.find((one) => one.verdict.status === worst && one.verdict.because !== undefined)?.verdict.because;
  return { status: worst, checks, ...(reason === undefined ? {} : { because: reason }) };
}

/** Not applicable only when all are; a pass beside it decides. */
function worstOf(statuses: readonly Status[]): Status {
  const order: readonly Status[] = ['fail', 'unproven', 'pass', 'not-applicable'];
  return order.find((status) => statuses.includes(status)) ?? 'unproven';
}

/** Within a scope, the checks named decide as well: a family may stand in no row of this profile. */
function answer(places: readonly Place[], checks: readonly CheckResult[], complete: boolean): Scorecard['verdict'] {
  const statuses = [...places, ...checks].map((one) => one.status);
  if (statuses.includes('fail')) return 'not-ready';
  if (!complete || statuses.includes('unproven') || !statuses.includes('pass')) return 'not-proven';
  return 'ready';
}

function headline(
  verdict: Scorecard['verdict'],
  places: readonly Place[],
  checks: readonly CheckResult[],
  scope: readonly string[],
): string {
  const where = scope.length === 0 ? '' : ` within ${scope.join(', ')}`;
  const failed = checks.filter((one) => one.status === 'fail');
  const open = places.filter((one) => one.status === 'unproven');
  if (verdict === 'not-ready') return `Not ready${where}: ${plural(failed.length, 'check')} failed with proof.`;
  if (verdict === 'ready') {
    return `Ready${where}: ${plural(checks.filter((one) => one.status === 'pass').length, 'check')} passed on evidence.`;
  }
  const blocked = open.map((one) => one.title);
  return blocked.length === 0
    ? `Not proven${where}: not every question could be answered.`
    : `Not proven${where}: ${plural(new Set(blocked).size, 'gate or row', 'gates or rows')} could not be decided.`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
