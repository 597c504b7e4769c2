import { resolve } from 'node:path';
import { listFolder } from '../io/files.ts';
import { openRunDirectory, type RunDirectory } from '../io/run-directory.ts';
import { UsageError } from './exit.ts';

/** Opens a run by its name, the beginning of it, or "latest". */
export function runOf(folder: string, name: string): RunDirectory {
  const runs = resolve(folder);
  const names = runNames(runs);
  if (names.length === 0)
    throw new UsageError(`There are no runs in ${folder}. \`npx launch-ready audit\` makes one.`);
  const latest = names.at(-1);
  if (name === 'latest' && latest !== undefined) return openRunDirectory(runs, latest);
  const matching = names.filter((one) => one.startsWith(name));
  const [only] = matching;
  if (matching.length === 1 && only !== undefined) return openRunDirectory(runs, only);
  if (matching.length > 1)
    throw new UsageError(`${name} could be any of ${matching.join(', ')}. Write more of the name.`);
  throw new UsageError(`There is no run ${name} in ${folder}. \`npx launch-ready show\` lists the runs.`);
}

/** Names of the runs in a folder, oldest first: they begin with the time. */
export function runNames(runs: string): readonly string[] {
  return listFolder(runs).filter((name) => /^\d{8}-\d{6}-[0-9a-f]{4}$/.test(name));
}
