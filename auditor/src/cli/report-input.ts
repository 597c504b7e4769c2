import { relative } from 'node:path';
import type { Profile } from '../core/profile.ts';
import { profileById } from '../profiles/index.ts';
import type { ReportInput } from '../report/input.ts';
import type { FinishedRun } from '../run/conclude.ts';
import { PARTS } from '../run/parts.ts';
import { openRun } from '../run/replay.ts';
import { readInput, type StoredInput } from '../run/stored.ts';
import { runOf } from './run-of.ts';

/** What reports are made of, from a run that has ended. */
export function reportInput(run: FinishedRun, profile: Profile): ReportInput {
  const { scorecard, exchanges, plan, access, journeys, hash } = run;
  return {
    scorecard,
    exchanges,
    plan,
    checks: PARTS.checks.filter((check) => plan.checks.includes(check.id)),
    profile,
    runPath: relative(process.cwd(), run.directory.path) || '.',
    matrix: access,
    journeys,
    ...(hash === undefined ? {} : { hash }),
  };
}

/** A stored run by name, judged by a profile: its own, or another one. */
export function storedReport(
  runs: string,
  name: string,
): { readonly input: ReportInput; readonly profile: Profile; readonly stored: StoredInput } {
  const directory = runOf(runs, name);
  const stored = readInput(directory);
  const profile = profileById(stored.profile);
  return { input: reportInput(openRun({ directory, profile }), profile), profile, stored };
}
