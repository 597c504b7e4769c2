import { failedChecks } from '../scorecard.ts';
import { attemptsOf } from './attempts.ts';
import { NAIVE_RULES } from './naive-rules.ts';
import type { BenchRun } from './run-bench.ts';
import type { Figures } from './assess.ts';

/** Precision and recall of simple rules on the same exchanges, and of this auditor on the same questions. */
export type NaiveFigures = { readonly [rule: string]: Figures & { readonly judged: number } };

interface Tally {
  found: number;
  missed: number;
  wrong: number;
  judged: number;
}

/** Adds up, run by run, what simple rules would have said. A check is judged where its run has attempts to compare. */
export function createNaiveTally(): { add(run: BenchRun): void; figures(): NaiveFigures } {
  const tallies = new Map<string, Tally>();

  function count(rule: string, truth: boolean, said: boolean): void {
    const tally = tallies.get(rule) ?? { found: 0, missed: 0, wrong: 0, judged: 0 };
    tally.judged += 1;
    if (truth && said) tally.found += 1;
    if (truth && !said) tally.missed += 1;
    if (!truth && said) tally.wrong += 1;
    tallies.set(rule, tally);
  }

  return {
    add({ flaw, audited }) {
      if (audited === undefined) return;
      const failed = failedChecks(audited.scorecard);
      for (const [check, attempts] of attemptsOf(audited.runDirectory)) {
        if (flaw?.mayFail.some((one) => one.check === check)) continue;
        const truth = flaw?.mustFail.includes(check) ?? false;
        for (const [rule, saysBroken] of Object.entries(NAIVE_RULES)) {
          count(rule, truth, attempts.some(saysBroken));
        }
        count('launchReady', truth, failed.includes(check));
      }
    },
    figures: () =>
      Object.fromEntries(
        [...tallies].map(([rule, { found, missed, wrong, judged }]) => [
          rule,
          { recall: share(found, found + missed), precision: share(found, found + wrong), judged },
        ]),
      ),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1_000) / 1_000;
}
