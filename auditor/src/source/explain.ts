import type { Finding } from '../core/finding.ts';
import type { Judged } from '../core/scorecard.ts';
import type { Hint, HintKind } from './hint.ts';

type Placed = {
  readonly hint: Pick<Hint, 'kind' | 'file' | 'line' | 'what'>;
  readonly operation?: string;
};

/** Which hints can be the reason for a failure of a family. */
const REASONS: { readonly [family: string]: readonly HintKind[] } = {
  authentication: ['route-without-guard', 'middleware-only-auth', 'server-action-without-check'],
  authorization: ['query-without-owner-filter', 'client-side-check', 'route-without-guard'],
};

/** Lines that one finding names. */
const MOST = 3;

/** Tells of each failure where the source may say why: hints about the very operation that failed. */
export function explain(judged: readonly Judged[], hints: readonly Placed[]): readonly Judged[] {
  if (hints.length === 0) return judged;
  return judged.map(({ check, verdict }) => {
    const kinds = REASONS[check.family] ?? [];
    const findings = verdict.findings.map((finding) =>
      explained(
        finding,
        hints.filter((one) => kinds.includes(one.hint.kind)),
      ),
    );
    return { check, verdict: { ...verdict, findings } };
  });
}

function explained(finding: Finding, hints: readonly Placed[]): Finding {
  if (finding.level !== 'fail') return finding;
  const because = hints
    .filter((one) => one.operation === finding.where)
    .slice(0, MOST)
    .map(({ hint: { file, line, what } }) => ({ file, line, what }));
  return because.length === 0 ? finding : { ...finding, because };
}
