import { diffScorecards, fails, renderDiff, renderDiffJson, sinceRun } from '../report/diff.ts';
import { changesBetween } from '../report/outdated.ts';
import type { RunDirectory } from '../io/run-directory.ts';
import { profileById } from '../profiles/index.ts';
import { openRun } from '../run/replay.ts';
import { readInput } from '../run/stored.ts';
import { EXIT } from './exit.ts';
import { runOf } from './run-of.ts';
import { screenOf } from './screen.ts';
import { changesSince, subjectOf } from './subject.ts';

interface DiffOptions {
  readonly format: string;
  readonly runs: string;
}

/**
 * `launch-ready diff`: exits 1 when the later run has a failure that the earlier one had not. With one run, it says what of it
 * still speaks of what is there now, and exits 2 when something does not.
 */
export async function diffCommand(
  before: string,
  after: string | undefined,
  options: DiffOptions,
): Promise<number> {
  const earlier = runOf(options.runs, before);
  const card = cardOf(earlier);
  if (after === undefined) {
    const diff = sinceRun(card, await changesSince(earlier));
    print(diff, options);
    return diff.warnings.length === 0 ? EXIT.ready : EXIT.notProven;
  }
  const later = runOf(options.runs, after);
  const diff = diffScorecards(card, cardOf(later), changesBetween(subjectOf(earlier), subjectOf(later)));
  print(diff, options);
  return diff.new.some(fails) ? EXIT.notReady : EXIT.ready;
}

function cardOf(directory: RunDirectory) {
  return openRun({ directory, profile: profileById(readInput(directory).profile) }).scorecard;
}

function print(diff: ReturnType<typeof sinceRun>, { format }: DiffOptions): void {
  process.stdout.write(format === 'json' ? renderDiffJson(diff) : renderDiff(diff, screenOf(process.stdout)));
}
