import type { Check } from '../../core/check.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { Probe } from '../../io/probe.ts';
import { rehearse } from '../../io/rehearsal.ts';
import { lodgeTarget, openLodge, type Lodge, type LodgeWeakness } from './lodge.ts';

type Rehearsed = Awaited<ReturnType<typeof rehearse>>;

/** Runs a probe against a lodge and judges what it gathered. */
export async function judgeLodge(
  probe: Probe,
  check: Check,
  need: string,
  weaknesses: readonly LodgeWeakness[],
): Promise<Rehearsed & { readonly verdict: Verdict; readonly lodge: Lodge }> {
  const lodge = openLodge(...weaknesses);
  const rehearsed = await rehearse({ probe, serve: lodge.serve, target: lodgeTarget, operations: [] });
  const missing = rehearsed.results.flatMap(({ cell, result }) =>
    result.kind === 'undecided' ? [{ cell, because: result.because }] : [],
  );
  const verdict = check.judge({ [need]: { evidence: rehearsed.evidence, missing } });
  return { ...rehearsed, verdict, lodge };
}
