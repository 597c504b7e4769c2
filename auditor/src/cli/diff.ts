import { diffScorecards, fails, renderDiff, renderDiffJson } from '../report/diff.ts';
import { profileById } from '../profiles/index.ts';
import { openRun } from '../run/replay.ts';
import { readInput } from '../run/stored.ts';
import { EXIT } from './exit.ts';
import { runOf } from './run-of.ts';
import { screenOf } from './screen.ts';

interface DiffOptions {
  readonly format: string;
  readonly runs: string;
}

/** `launch-ready diff`: exits 1 when the later run has a failure that the earlier one had not. */
export function diffCommand(before: string, after: string, options: DiffOptions): number {
  const [earlier, later] = [before, after].map((name) => {
    const directory = runOf(options.runs, name);
    return openRun({ directory, profile: profileById(readInput(directory).profile) }).scorecard;
  });
  if (earlier === undefined || later === undefined) return EXIT.fault;
  const diff = diffScorecards(earlier, later);
  process.stdout.write(
    options.format === 'json' ? renderDiffJson(diff) : renderDiff(diff, screenOf(process.stdout)),
  );
  return diff.new.some(fails) ? EXIT.notReady : EXIT.ready;
}
