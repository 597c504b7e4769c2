import { DID, NOT_LOOKED_AT, outsideVerdict, type OutsideReport } from './model.ts';

/** Version of this file. Raised when a field changes its meaning or goes. */
const OUTSIDE_SCHEMA = 1;

/** A look from outside as programs read it, with the exchanges that findings cite. */
export function renderOutsideJson(report: OutsideReport): string {
  const { address, version, startedAt, milliseconds, requests, results, facts, exchanges } = report;
  const cited = new Set(
    results.flatMap((one) =>
      one.findings.flatMap((finding) => finding.exhibits.map((exhibit) => exhibit.exchange)),
    ),
  );
  const file = {
    schema: OUTSIDE_SCHEMA,
    kind: 'outside-look',
    address,
    version,
    startedAt,
    milliseconds,
    requests,
    verdict: outsideVerdict(report),
    did: DID,
    notLookedAt: NOT_LOOKED_AT,
    facts,
    checks: results,
    exchanges: [...cited].sort().flatMap((id) => exchanges.get(id) ?? []),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
