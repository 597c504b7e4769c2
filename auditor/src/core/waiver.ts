import type { Finding } from './finding.ts';
import type { Judged } from './scorecard.ts';
import type { Verdict } from './verdict.ts';

/** A proven failure that somebody answers for until a day: by the finding's fingerprint, or by check and place. */
export interface Waiver {
  /** The fingerprint, or the beginning of it that reports show. */
  readonly finding?: string | undefined;
  readonly check?: string | undefined;
  readonly where?: string | undefined;
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it holds: `2026-12-31`. */
  readonly expires: string;
}

interface Waived {
  readonly judged: readonly Judged[];
  /** Waivers that fit nothing. */
  readonly idle: readonly Waiver[];
}

/**
 * Notes on each proven failure who answers for it. A check whose failures are all waived stays unproven, never passed: a
 * promise is no evidence. A waiver that has expired is told, and no longer counts.
 *
 * @param today the day of the run: `2026-11-23`
 */
export function waive(judged: readonly Judged[], waivers: readonly Waiver[], today: string): Waived {
  const used = new Set<Waiver>();
  const waived = judged.map(({ check, verdict }) => {
    const findings = verdict.findings.map((finding) => {
      const waiver = fails(finding) ? latest(waivers.filter((one) => fits(one, finding))) : undefined;
      if (waiver === undefined) return finding;
      for (const one of waivers) if (fits(one, finding)) used.add(one);
      const { owner, reason, expires } = waiver;
      return { ...finding, waived: { owner, reason, expires, expired: expires < today } };
    });
    return { check, verdict: restated({ ...verdict, findings }) };
  });
  return { judged: waived, idle: waivers.filter((one) => !used.has(one)) };
}

/** True while somebody answers for it. */
export function isWaived({ waived }: Pick<Finding, 'waived'>): boolean {
  return waived !== undefined && !waived.expired;
}

/** `waived by Ana until 2026-12-31: behind the VPN`. */
export function waiverWords({ owner, reason, expires, expired }: NonNullable<Finding['waived']>): string {
  return expired
    ? `the waiver of ${owner} expired on ${expires}, so it counts again`
    : `waived by ${owner} until ${expires}: ${reason}`;
}

function fits({ finding, check, where }: Waiver, found: Finding): boolean {
  if (finding !== undefined) return found.fingerprint.startsWith(finding);
  return check === found.check && where === found.where;
}

function latest(waivers: readonly Waiver[]): Waiver | undefined {
  return waivers.toSorted((a, b) => (a.expires < b.expires ? 1 : -1))[0];
}

function fails({ certainty, level }: Finding): boolean {
  return certainty === 'proven' && level === 'fail';
}

function restated(verdict: Verdict): Verdict {
  const failing = verdict.findings.filter(fails);
  const [first] = failing;
  if (verdict.status !== 'fail' || first?.waived === undefined || !failing.every(isWaived)) return verdict;
  const more = failing.length > 1 ? ` (and ${failing.length - 1} more)` : '';
  return { ...verdict, status: 'unproven', because: `${waiverWords(first.waived)}${more}` };
}
