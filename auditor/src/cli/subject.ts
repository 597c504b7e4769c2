import { dirname, resolve } from 'node:path';
import { writtenAt } from '../io/files.ts';
import type { RunDirectory } from '../io/run-directory.ts';
import { changesBetween, type Change, type Subject } from '../report/outdated.ts';
import { readInput, readRun } from '../run/stored.ts';
import { UsageError } from './exit.ts';
import { loadTarget } from './load-target.ts';

/** What the evidence of a run speaks of. */
export function subjectOf(directory: RunDirectory): Subject {
  const { commit, startedAt } = readRun(directory);
  const { target } = readInput(directory);
  return { target, at: Date.parse(startedAt), ...(commit === undefined ? {} : { commit }) };
}

/**
 * What is no longer as a run saw it: the target file as it stands, the commit that is checked out, the front end as it was last
 * built.
 *
 * @throws UsageError when the target file is gone or wrong
 */
export async function changesSince(directory: RunDirectory): Promise<readonly Change[]> {
  const { targetFile } = readRun(directory);
  const { target, commit } = await loadTarget(targetFile, 'text');
  const builtAt =
    target.bundle === undefined ? undefined : writtenAt(resolve(dirname(targetFile), target.bundle));
  return changesBetween(subjectOf(directory), {
    target,
    at: Date.now(),
    ...(commit === undefined ? {} : { commit }),
    ...(builtAt === undefined ? {} : { builtAt }),
  });
}

/** The same for people; nothing when the target file cannot be read any more. */
export async function toldChanges(directory: RunDirectory): Promise<readonly string[]> {
  try {
    return (await changesSince(directory)).map(({ says }) => says);
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
