import { resolve } from 'node:path';
import { PROFILE_IDS } from '../core/profile.ts';
import { openRunDirectory, RunDirectoryError } from '../io/run-directory.ts';
import { profileById } from '../profiles/index.ts';
import { openRun } from '../run/replay.ts';
import { readInput, readRun, StoredRunError } from '../run/stored.ts';
import { deliver } from './deliver.ts';
import { exitFor, EXIT } from './exit.ts';
import { runNames, runOf } from './run-of.ts';
import { toldChanges } from './subject.ts';

interface ShowOptions {
  readonly profile?: string;
  readonly format: readonly string[];
  readonly out?: string;
  readonly runs: string;
}

/** `launch-ready show`: the reports of a run that has been made. */
export async function showCommand(name: string | undefined, options: ShowOptions): Promise<number> {
  if (name === undefined) return listRuns(options.runs);
  const directory = runOf(options.runs, name);
  const own = readInput(directory).profile;
  const id = PROFILE_IDS.find((one) => one === options.profile) ?? own;
  const profile = profileById(id);
  const run = openRun({ directory, profile });
  const changes = await toldChanges(directory);
  if (changes.length > 0)
    process.stderr.write(
      `This run is older than what it speaks of: ${changes.join(', and ')}. \`diff ${directory.id}\` says what of it is stale; audit again for what it is now.\n`,
    );
  await deliver(run, profile, id === own ? options : { ...options, judgedBy: id });
  return exitFor(run.scorecard.verdict);
}

function listRuns(folder: string): number {
  const runs = resolve(folder);
  const names = runNames(runs);
  if (names.length === 0) process.stdout.write(`No runs in ${folder} yet.\n`);
  for (const name of names) process.stdout.write(`${name}  ${runLine(runs, name)}\n`);
  return EXIT.ready;
}

function runLine(runs: string, name: string): string {
  try {
    const { complete, requests, leftBehind } = readRun(openRunDirectory(runs, name));
    const left = leftBehind.length === 0 ? '' : `, ${leftBehind.length} objects left behind`;
    return `${complete ? 'complete' : 'cut short'}, ${requests} requests${left}`;
  } catch (error) {
    // One that cannot be read must not hide the others.
    if (error instanceof StoredRunError || error instanceof RunDirectoryError)
      return 'cannot be read by this version of launch-ready';
    throw error;
  }
}
