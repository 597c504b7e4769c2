import { dirname, resolve } from 'node:path';
import { commitOf } from '../io/commit-of.ts';
import { openRunDirectory, type RunDirectory } from '../io/run-directory.ts';
import { profileById } from '../profiles/index.ts';
import { openRun } from '../run/replay.ts';
import { readInput, readRun } from '../run/stored.ts';
import { deliver } from './deliver.ts';
import { exitFor, EXIT } from './exit.ts';
import { runNames, runOf } from './run-of.ts';

interface ShowOptions {
  readonly format: readonly string[];
  readonly out?: string;
  readonly runs: string;
}

/** `launch-ready show`: the reports of a run that has been made. */
export async function showCommand(name: string | undefined, options: ShowOptions): Promise<number> {
  if (name === undefined) return listRuns(options.runs);
  const directory = runOf(options.runs, name);
  const profile = profileById(readInput(directory).profile);
  const run = openRun({ directory, profile });
  const moved = movedOn(directory);
  if (moved !== undefined) process.stderr.write(`${moved}\n`);
  await deliver(run, profile, options);
  return exitFor(run.scorecard.verdict);
}

/** Evidence speaks of the commit that it was gathered on. */
function movedOn(directory: RunDirectory): string | undefined {
  const { commit, targetFile } = readRun(directory);
  const { repo } = readInput(directory).target;
  const now = repo === undefined ? undefined : commitOf(resolve(dirname(targetFile), repo));
  if (commit === undefined || now === undefined || commit === now) return undefined;
  return `The repository has moved on: this run speaks of commit ${commit.slice(0, 10)}, and ${now.slice(0, 10)} is checked out. Audit again for what it is now.`;
}

function listRuns(folder: string): number {
  const runs = resolve(folder);
  const names = runNames(runs);
  if (names.length === 0) process.stdout.write(`No runs in ${folder} yet.\n`);
  for (const name of names) {
    const { complete, requests, leftBehind } = readRun(openRunDirectory(runs, name));
    const left = leftBehind.length === 0 ? '' : `, ${leftBehind.length} objects left behind`;
    process.stdout.write(`${name}  ${complete ? 'complete' : 'cut short'}, ${requests} requests${left}\n`);
  }
  return EXIT.ready;
}
