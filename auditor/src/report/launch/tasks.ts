import { DELIVERABLE_IDS, type DeliverableId } from '../../core/deliverable.ts';
import type { Profile } from '../../core/profile.ts';
import { digest, type Group } from '../digest.ts';
import type { ReportInput } from '../input.ts';
import type { OpenQuestion } from '../open-questions.ts';

/** One piece of work that one person does in one go. */
export interface Task {
  readonly id: string;
  readonly kind: 'fix' | 'find-out' | 'verify' | 'hand-over';
  readonly title: string;
  readonly deliverable: DeliverableId;
  readonly minutes: number;
  /** Why it is in the plan. */
  readonly because: string;
  readonly steps: readonly string[];
  /** Gates and rows that wait for it. */
  readonly blocks: readonly string[];
  /** Fingerprints of the findings that it mends. */
  readonly findings: readonly string[];
  /** Ids of tasks that must be over before. */
  readonly after: readonly string[];
  /** Time that passes by itself before anything that comes after may start. */
  readonly wait?: { readonly minutes: number; readonly reason: string };
  /** Hours of the article's plan in which it belongs. */
  readonly window: Window;
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** Hours in which each deliverable belongs, as four of the articles order them. */
const WINDOWS: { readonly [Id in DeliverableId]: Window } = {
  'secret-audit': { from: 0, to: 8 },
  hardening: { from: 0, to: 20 },
  'dns-edge': { from: 8, to: 20 },
  'email-auth': { from: 8, to: 20 },
  'edge-protection': { from: 8, to: 20 },
  performance: { from: 8, to: 24 },
  deployment: { from: 20, to: 32 },
  monitoring: { from: 20, to: 36 },
  handover: { from: 32, to: 48 },
};

/** The order of `team-handover`, which puts domain and mail beside the secrets and hardening after them. */
const HANDOVER_WINDOWS: typeof WINDOWS = {
  'secret-audit': { from: 0, to: 8 },
  'dns-edge': { from: 0, to: 16 },
  'email-auth': { from: 0, to: 16 },
  'edge-protection': { from: 0, to: 16 },
  deployment: { from: 8, to: 24 },
  monitoring: { from: 8, to: 24 },
  hardening: { from: 12, to: 32 },
  performance: { from: 12, to: 32 },
  handover: { from: 24, to: 48 },
};

/** What a deliverable waits for: code is mended before it is deployed, a domain resolves before its mail is tested. */
const WAITS_FOR: { readonly [Id in DeliverableId]?: readonly DeliverableId[] } = {
  'email-auth': ['dns-edge'],
  deployment: ['secret-audit', 'hardening', 'performance'],
  monitoring: ['deployment'],
};

/** Records are cached for as long as their TTL says; an hour is what most providers set. */
const PROPAGATION = {
  minutes: 60,
  reason: 'DNS answers are cached: resolvers see the change within the TTL',
};
/** The old key keeps working until everything that uses it has the new one. */
const ROTATION = {
  minutes: 30,
  reason: 'whatever used the old key must have the new one before it is revoked',
};

const WAITS: { readonly [Id in DeliverableId]?: typeof PROPAGATION } = {
  'dns-edge': PROPAGATION,
  'email-auth': PROPAGATION,
  'secret-audit': ROTATION,
};

/** A line of the target file, and a look at what it says. */
const ADD_MINUTES = 10;
/** Something that has to be found out first. */
const FIND_OUT_MINUTES = 20;
const AUDIT_MINUTES = 30;
const WALKTHROUGH_MINUTES = 60;
/** Questions beyond these become one task: a list of five hundred is no plan. */
const MOST_QUESTIONS = 25;

/** Checks that are told of what one reason leaves open. */
const MOST_TITLES = 3;

/** Everything that has to be done before the answer can be ready, in no order yet but with what waits for what. */
export function tasksOf(input: ReportInput): readonly Task[] {
  const told = digest(input);
  const windows = input.profile.id === 'team-handover' ? HANDOVER_WINDOWS : WINDOWS;
  const fixes = told.failures.map((group) => fixOf(group, windows));
  const shown = told.open.slice(0, MOST_QUESTIONS);
  const rest = told.open.length - shown.length;
  const questions = [...shown.map(questionOf), ...(rest > 0 ? [remaining(rest)] : [])];
  const work = [...linked(fixes), ...questions];
  const verify = verifying(work, input.profile);
  return [...work, verify, handing(verify)];
}

/** Ids of the deliverables that tasks are for, in their own order. */
export function deliveredBy(tasks: readonly Task[]): readonly DeliverableId[] {
  return DELIVERABLE_IDS.filter((id) => tasks.some((task) => task.deliverable === id));
}

function fixOf({ result, check, findings, places }: Group, windows: typeof WINDOWS): Task {
  const deliverable = check?.fix.deliverable ?? 'hardening';
  const wait = WAITS[deliverable];
  const more = findings.length - 1;
  return {
    id: `fix ${result.id}`,
    kind: 'fix',
    title: `Make it true: ${result.title}`,
    deliverable,
    minutes: check?.fix.minutes ?? 60,
    because: `${findings[0]?.what ?? result.title}${more > 0 ? ` (and ${more} more)` : ''}`,
    steps: check?.fix.steps ?? [],
    blocks: places.map((place) => place.title),
    findings: findings.map((one) => one.fingerprint),
    after: [],
    ...(wait === undefined ? {} : { wait }),
    window: windows[deliverable],
  };
}

/** Says which tasks wait for which, by what they deliver. */
function linked(fixes: readonly Task[]): readonly Task[] {
  return fixes.map((task) => {
    const earlier = WAITS_FOR[task.deliverable] ?? [];
    return { ...task, after: fixes.filter((one) => earlier.includes(one.deliverable)).map((one) => one.id) };
  });
}

function questionOf({ because, add, checks, blocks }: OpenQuestion, index: number): Task {
  const titles = checks.map((check) => check.title);
  const about = titles.length > 0 ? titles : blocks;
  const more = about.length > MOST_TITLES ? `, and ${about.length - MOST_TITLES} more` : '';
  return {
    id: `find out ${index + 1}`,
    kind: 'find-out',
    // Many questions are about one check, so the reason tells them apart.
    title: `Find out: ${because}`,
    deliverable: 'hardening',
    minutes: add === undefined ? FIND_OUT_MINUTES : ADD_MINUTES,
    because: about.length === 0 ? because : `Leaves open: ${about.slice(0, MOST_TITLES).join(', ')}${more}`,
    steps: add === undefined ? [] : [`Add to the target file:\n${add}`],
    blocks,
    findings: [],
    after: [],
    window: { from: 0, to: 8 },
  };
}

function remaining(count: number): Task {
  return {
    id: 'find out the rest',
    kind: 'find-out',
    title: `Find out ${count} more open questions`,
    deliverable: 'hardening',
    minutes: ADD_MINUTES * count,
    because: 'the report lists each with its reason and with what to add',
    steps: ['Go through the section “Unproven” of the report.'],
    blocks: [],
    findings: [],
    after: [],
    window: { from: 0, to: 20 },
  };
}

function verifying(work: readonly Task[], { thresholds }: Profile): Task {
  return {
    id: 'verify',
    kind: 'verify',
    title: 'Audit again, under live conditions',
    deliverable: 'handover',
    minutes: AUDIT_MINUTES,
    because: 'ready is what an audit says of the product as it is, not what a plan says that it will be',
    steps: [
      '`npx launch-ready audit`, then `npx launch-ready diff` with the run before.',
      `Provoke one alert, and see that it reaches a person within ${thresholds.alertMinutes} minutes.`,
      `Roll back once, and see that it takes less than ${thresholds.rollbackMinutes} minutes.`,
    ],
    blocks: [],
    findings: [],
    after: work.map((task) => task.id),
    window: { from: 32, to: 48 },
  };
}

function handing(verify: Task): Task {
  return {
    id: 'hand over',
    kind: 'hand-over',
    title: 'Hand over, and walk through it together',
    deliverable: 'handover',
    minutes: WALKTHROUGH_MINUTES,
    because: 'who runs it from tomorrow on must have done it once with somebody beside them',
    steps: [
      '`npx launch-ready handover` writes the papers.',
      'Follow the incident checklist once, from start to end.',
    ],
    blocks: [],
    findings: [],
    after: [verify.id],
    window: { from: 32, to: 48 },
  };
}
