import { failedChecks, type Scorecard } from '../scorecard.ts';
import { attemptsOf } from './attempts.ts';
import { NAIVE_RULES } from './naive-rules.ts';

/** What a rule says of a product in which nothing is broken: every word of it is a false alarm. */
export interface Alarms {
  /** Single attempts that it calls a break-in, and how many it was shown. */
  readonly attempts: number;
  readonly ofAttempts: number;
  /** Checks that would be red in some run, and how many were judged. */
  readonly checks: number;
  readonly ofChecks: number;
}

interface Run {
  readonly scorecard: Scorecard;
  readonly runDirectory: string;
}

/** The false alarms of simple rules, and our own, on the same exchanges of runs in which nothing was broken. */
export function naiveAlarms(runs: readonly Run[]): { readonly [rule: string]: Alarms } {
  const all = runs.map((run) => ({
    failed: failedChecks(run.scorecard),
    byCheck: attemptsOf(run.runDirectory),
  }));
  const judged = all.flatMap(({ byCheck, failed }) =>
    [...byCheck].map(([check, attempts]) => ({ attempts, isOurs: failed.includes(check) })),
  );
  const ofAttempts = sum(judged.map(({ attempts }) => attempts.length));
  const ours = judged.filter(({ isOurs }) => isOurs);
  const rules = Object.entries(NAIVE_RULES).map(([rule, saysBroken]): [string, Alarms] => {
    const wrong = judged.map(({ attempts }) => attempts.filter((one) => saysBroken(one)).length);
    const checks = wrong.filter((count) => count > 0).length;
    return [rule, { attempts: sum(wrong), ofAttempts, checks, ofChecks: judged.length }];
  });
  return {
    ...Object.fromEntries(rules),
    launchReady: {
      attempts: sum(ours.map(({ attempts }) => attempts.length)),
      ofAttempts,
      checks: ours.length,
      ofChecks: judged.length,
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
