import type { Flaw } from '../../flaws/define-flaw.ts';
import type { Audited } from '../audited.ts';
import { proofsOf } from '../scorecard.ts';

/** Whether the two products of the demo came out as they must, and if not, why. */
export interface DemoOutcome {
  readonly flaws: readonly ShownFlaw[];
  /** Empty when all is as it must be. */
  readonly problems: readonly string[];
}

/** A flaw with the worst that the auditor proved of it. */
export interface ShownFlaw {
  readonly flaw: Flaw;
  readonly proof: string;
}

/** Compares both verdicts with what is known of the two products. */
export function judgeDemo(
  sound: Pick<Audited, 'scorecard'>,
  flawed: Pick<Audited, 'scorecard'>,
  flaws: readonly Flaw[],
): DemoOutcome {
  const problems: string[] = [];
  for (const { status, title } of sound.scorecard.checks) {
    if (status === 'fail') problems.push(`The sound product failed “${title}”.`);
    if (status === 'unproven') problems.push(`The sound product left “${title}” open.`);
  }
  if (sound.scorecard.verdict !== 'ready')
    problems.push(`The sound product came out as ${sound.scorecard.verdict}.`);
  if (flawed.scorecard.verdict !== 'not-ready') {
    problems.push(`The flawed product came out as ${flawed.scorecard.verdict}.`);
  }
  const shown = flaws.flatMap((flaw) => {
    const failed = flaw.mustFail.map((id) => find(flawed, id));
    for (const [index, id] of flaw.mustFail.entries()) {
      if (failed[index] === undefined) problems.push(`${flaw.id} was not found by ${id}.`);
      // What fails with the flaw has to be asked without it, too: silence is no good sign of the sound product.
      const asked = sound.scorecard.checks.find((check) => check.id === id)?.decided ?? 0;
      if (asked === 0) problems.push(`${id} decided nothing on the sound product.`);
    }
    const [proof] = failed.filter((one) => one !== undefined);
    return proof === undefined ? [] : [{ flaw, proof }];
  });
  return { flaws: shown, problems };
}

/** Findings stand in the order of the questions; the first one is told. */
function find({ scorecard }: Pick<Audited, 'scorecard'>, id: string): string | undefined {
  const check = scorecard.checks.find((one) => one.id === id);
  return check === undefined ? undefined : proofsOf(check)[0]?.what;
}
