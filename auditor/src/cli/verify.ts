import { VERDICT_WORDS } from '../report/text/words.ts';
import { profileById } from '../profiles/index.ts';
import { openRun } from '../run/replay.ts';
import { readInput } from '../run/stored.ts';
import { exitFor, UsageError } from './exit.ts';
import { runOf } from './run-of.ts';

interface VerifyOptions {
  readonly runs: string;
}

/** `launch-ready verify`: the record is as it was, its hash is the one that was handed over, and it still says the same. */
export function verifyCommand(name: string, expected: string | undefined, options: VerifyOptions): number {
  const directory = runOf(options.runs, name);
  const run = openRun({ directory, profile: profileById(readInput(directory).profile) });
  const { hash, scorecard } = run;
  if (hash === undefined) {
    throw new UsageError(
      `Run ${directory.id} was cut short and may still go on, so its record is not closed and has no hash. Finish it: npx launch-ready audit --resume ${directory.id}`,
    );
  }
  if (expected !== undefined && expected.toLowerCase() !== hash) {
    throw new UsageError(
      `Run ${directory.id} has another hash: ${hash}. What you hold speaks of another run, or this one was changed and sealed again.`,
    );
  }
  const same = expected === undefined ? `Its hash is ${hash}.` : 'Its hash is the one you gave.';
  process.stdout.write(
    `The record of run ${directory.id} is as it was when the run ended. ${same}\nJudged again from its evidence: ${VERDICT_WORDS[scorecard.verdict]}. ${scorecard.headline}\n`,
  );
  return exitFor(scorecard.verdict);
}
