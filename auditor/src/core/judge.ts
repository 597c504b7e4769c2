import type { Cell, LeftOut } from './cell.ts';
import type { Check } from './check.ts';
import type { Evidence, Gathered, Missing } from './evidence.ts';
import type { Judged } from './scorecard.ts';
import { notApplicable, type Verdict } from './verdict.ts';

/** Everything that judging may look at. */
export interface Material {
  readonly cells: readonly Cell[];
  readonly leftOut: readonly LeftOut[];
  readonly evidence: readonly Evidence<unknown>[];
  /** Why a cell has no evidence, by cell; a cell that is in neither was never asked. */
  readonly open: ReadonlyMap<string, { readonly because: string; readonly add?: string }>;
  /** Reasons of the target file's `absent:`. */
  readonly absent: { readonly [key: string]: string };
}

/**
 * Judges every check on what was gathered. The order of evidence makes no difference: it is put into the plan's order first.
 *
 * @param fingerprint a short, stable hash of its argument
 */
export function judgeAll(
  checks: readonly Check[],
  material: Material,
  fingerprint: (text: string) => string,
): readonly Judged[] {
  const sorted = { ...material, evidence: inPlanOrder(material) };
  return checks.map((check) => ({ check, verdict: judgeOne(check, sorted, fingerprint) }));
}

/**
 * Judges one piece of evidence by itself, as the check would: for tables that tell of every question.
 *
 * @param need the name under which the check asks for this kind of evidence
 */
export function judgePiece(
  check: Check,
  need: string,
  evidence: Evidence<unknown>,
  fingerprint: (text: string) => string,
): Verdict {
  const given = Object.fromEntries(
    Object.keys(check.needs).map((name) => [
      name,
      { evidence: name === need ? [evidence] : [], missing: [] } satisfies Gathered<unknown>,
    ]),
  );
  return named(check, check.judge(given), fingerprint);
}

function judgeOne(check: Check, material: Material, fingerprint: (text: string) => string): Verdict {
  const reason = check.absentKey === undefined ? undefined : material.absent[check.absentKey];
  if (reason !== undefined) return notApplicable(reason);
  const given = Object.fromEntries(
    Object.entries(check.needs).map(([name, need]) => [name, gatheredOf(need.kind, material)]),
  );
  return named(check, check.judge(given), fingerprint);
}

/** Fills in whose findings they are. */
function named(check: Check, verdict: Verdict, fingerprint: (text: string) => string): Verdict {
  const findings = verdict.findings.map((finding) => ({
    ...finding,
    check: check.id,
    fingerprint: fingerprint(`${check.id}|${finding.fingerprint}`),
  }));
  return { ...verdict, findings };
}

function gatheredOf(kind: string, { cells, leftOut, evidence, open }: Material): Gathered<unknown> {
  const ofKind = evidence.filter((one) => one.kind === kind);
  const answered = new Set(ofKind.map((one) => one.cell));
  const missing: Missing[] = cells
    .filter((cell) => cell.extra !== true && cell.yields.includes(kind) && !answered.has(cell.id))
    .map((cell) => ({ cell: cell.id, because: 'it was not asked', ...open.get(cell.id) }));
  const unasked = leftOut
    .filter((one) => one.kind === kind)
    .map(({ what, because, add }) => ({ cell: `${kind}: ${what}`, because, add }));
  return { evidence: ofKind, missing: [...missing, ...unasked] };
}

/** Observers stand behind all cells, in their own order. */
function inPlanOrder({ cells, evidence }: Material): readonly Evidence<unknown>[] {
  const places = new Map(cells.map((cell, index) => [cell.id, index]));
  const placeOf = (one: Evidence<unknown>) => places.get(one.cell) ?? cells.length;
  return evidence
    .map((one, index) => ({ one, index }))
    .sort((a, b) => placeOf(a.one) - placeOf(b.one) || a.index - b.index)
    .map(({ one }) => one);
}
