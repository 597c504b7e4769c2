import * as z from 'zod';
import type { Evidence, Gathered } from './evidence.ts';
import type { Exhibit } from './finding.ts';
import { FindingSchema, type Finding } from './finding.ts';

const UndecidedSchema = z.object({
  cell: z.string(),
  because: z.string(),
  /** What to add to the target file so that it can be decided. */
  add: z.string().optional(),
});

export type Undecided = z.infer<typeof UndecidedSchema>;

export const STATUSES = ['fail', 'unproven', 'pass', 'not-applicable'] as const;
export type Status = (typeof STATUSES)[number];

export const VerdictSchema = z.object({
  status: z.enum(STATUSES),
  /** Questions that were answered, whichever way. */
  decided: z.number().int(),
  undecided: z.array(UndecidedSchema),
  findings: z.array(FindingSchema),
  /** For `unproven` and `not-applicable`: the reason in one sentence. */
  because: z.string().optional(),
  /** Whose word it rests on, where nothing of it was seen: `Mara Lind on 2026-11-20, until 2027-02-18`. */
  attested: z.array(z.string()).optional(),
});

export type Verdict = z.infer<typeof VerdictSchema>;

/** A finding before the check that made it is known. */
export interface FindingDraft {
  readonly where: string;
  readonly what: string;
  readonly exhibits: readonly Exhibit[];
  /** Tells two breaks at one place apart; the operation's id and the identities' relation, never a random value. */
  readonly key: string;
  readonly certainty?: Finding['certainty'];
  readonly level?: Finding['level'];
}

/** What one piece of evidence says. */
export type Decision =
  | { readonly kind: 'held' }
  | { readonly kind: 'broken'; readonly finding: FindingDraft }
  /** Held, with something worth telling. */
  | { readonly kind: 'advice'; readonly finding: FindingDraft }
  | { readonly kind: 'undecided'; readonly because: string; readonly add?: string };

export const held: Decision = { kind: 'held' };

export function broken(finding: FindingDraft): Decision {
  return { kind: 'broken', finding };
}

export function advice(finding: FindingDraft): Decision {
  return { kind: 'advice', finding };
}

export function undecided(because: string, add?: string): Decision {
  return add === undefined ? { kind: 'undecided', because } : { kind: 'undecided', because, add };
}

interface Tally {
  readonly decided: number;
  readonly undecided: readonly Undecided[];
  readonly findings: readonly Finding[];
}

/**
 * The rule of the house. A proven failing finding fails; else any undecided question leaves the check unproven;
 * else it passes. Nothing decided is never a pass.
 */
export function verdict({ decided, undecided, findings }: Tally): Verdict {
  const tally = { decided, undecided: [...undecided], findings: [...findings] };
  if (findings.some((finding) => finding.certainty === 'proven' && finding.level === 'fail')) {
    return { status: 'fail', ...tally };
  }
  if (undecided.length > 0) {
    return { status: 'unproven', because: summary(undecided, decided), ...tally };
  }
  if (decided === 0) return { status: 'unproven', because: 'nothing was asked', ...tally };
  return { status: 'pass', ...tally };
}

/** A check that the target itself says does not concern it. */
export function notApplicable(because: string): Verdict {
  return { status: 'not-applicable', because, decided: 0, undecided: [], findings: [] };
}

/**
 * Judges each piece of evidence on its own and adds up. What is missing stays undecided.
 *
 * @param gathered everything the run has of one kind
 * @param decide what one piece says; must be pure
 */
export function decideEach<Data>(
  gathered: Gathered<Data>,
  decide: (data: Data, evidence: Evidence<Data>) => Decision,
): Verdict {
  const undecidedCells: Undecided[] = [...gathered.missing];
  const findings = new Map<string, Finding>();
  let decided = 0;
  for (const evidence of gathered.evidence) {
    const decision = decide(evidence.data, evidence);
    if (decision.kind === 'undecided') {
      const { because, add } = decision;
      undecidedCells.push({ cell: evidence.cell, because, ...(add === undefined ? {} : { add }) });
      continue;
    }
    decided += 1;
    if (decision.kind === 'held') continue;
    const finding = toFinding(decision.finding, decision.kind, evidence.cell);
    const earlier = findings.get(finding.fingerprint);
    if (earlier === undefined || rank(finding) > rank(earlier)) findings.set(finding.fingerprint, finding);
  }
  return verdict({ decided, undecided: undecidedCells, findings: [...findings.values()] });
}

/** Adds verdicts on several kinds of evidence into one. A part in which nothing was asked leaves the whole open. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  const words = verdicts.flatMap((one) => one.attested ?? []);
  const sum = verdict({
    decided: verdicts.reduce((sum, one) => sum + one.decided, 0),
    undecided: verdicts.flatMap((one) => (isEmpty(one) ? [NOTHING_ASKED] : one.undecided)),
    findings: verdicts.flatMap((one) => one.findings),
  });
  return words.length === 0 ? sum : { ...sum, attested: words };
}

const NOTHING_ASKED: Undecided = { cell: 'a part of the check', because: 'nothing was asked' };

function isEmpty(one: Verdict): boolean {
  return one.decided === 0 && one.undecided.length === 0;
}

function rank(finding: Finding): number {
  return (finding.certainty === 'proven' ? 2 : 0) + (finding.level === 'fail' ? 1 : 0);
}

/** The check's id is filled in by the engine, which knows whose judge this was. */
function toFinding(draft: FindingDraft, kind: 'broken' | 'advice', cell: string): Finding {
  return {
    fingerprint: `${draft.where}|${draft.key}`,
    check: '',
    where: draft.where,
    what: draft.what,
    exhibits: [...draft.exhibits],
    certainty: draft.certainty ?? 'proven',
    level: draft.level ?? (kind === 'advice' ? 'advice' : 'fail'),
    cell,
  };
}

function summary(cells: readonly Undecided[], decided: number): string {
  const reasons = [...new Set(cells.map((cell) => cell.because))];
  const first = reasons[0] ?? 'nothing was asked';
  const more = reasons.length > 1 ? ` (and ${reasons.length - 1} more reasons)` : '';
  return `${cells.length} of ${cells.length + decided} questions open: ${first}${more}`;
}
