import type { Flaw } from '../../flaws/define-flaw.ts';
import type { Audited } from '../audited.ts';
import { proofsOf, type CheckResult } from '../scorecard.ts';

/** Whether the two products of the demo came out as they must, and if not, why. */
export interface DemoOutcome {
  readonly flaws: readonly ShownFlaw[];
  /** Empty when all is as it must be. */
  readonly problems: readonly string[];
}

/** A flaw with the worst that the auditor proved of it. */
export interface ShownFlaw {
  readonly flaw: Flaw;
  readonly title: string;
  readonly proof: string;
}

/** Compares both verdicts with what is known of the two products. */
export function judgeDemo(sound: Audited, flawed: Audited, flaws: readonly Flaw[]): DemoOutcome {
  const problems: string[] = [];
  for (const { status, title } of sound.scorecard.checks) {
    if (status === 'fail') problems.push(`The sound product failed “${title}”.`);
  }
  if (flawed.scorecard.verdict !== 'not-ready') {
    problems.push(`The flawed product came out as ${flawed.scorecard.verdict}.`);
  }
  const shown = flaws.flatMap((flaw) => {
    const failed = flaw.mustFail.map((id) => find(flawed, id));
    for (const [index, id] of flaw.mustFail.entries()) {
      if (failed[index] === undefined) problems.push(`${flaw.id} was not found by ${id}.`);
      // What fails with the flaw has to pass without it: an undecided question is no good sign of the sound product.
      const status = sound.scorecard.checks.find((check) => check.id === id)?.status;
      if (status !== 'pass') problems.push(`${id} is ${status ?? 'missing'} on the sound product.`);
    }
    const [first] = failed.filter((check) => check !== undefined);
    return first === undefined ? [] : [{ flaw, title: first.title, proof: first.proof }];
  });
  return { flaws: shown, problems };
}

function find({ scorecard }: Audited, id: string): { title: string; proof: string } | undefined {
  const check = scorecard.checks.find((one) => one.id === id);
  const proof = check === undefined ? undefined : worst(check);
  return check === undefined || proof === undefined ? undefined : { title: check.title, proof };
}

/** Findings stand in the order of the questions; the first one is told. */
function worst(check: CheckResult): string | undefined {
  return proofsOf(check)[0]?.what;
}
