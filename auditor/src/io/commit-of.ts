import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { readText } from './files.ts';

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_PARENTS = 40;

/** The commit that is checked out in a folder or above it; undefined where there is no git repository. Git itself is not needed. */
export function commitOf(folder: string): string | undefined {
  const git = gitFolder(resolve(folder));
  if (git === undefined) return undefined;
  const head = textOf(join(git, 'HEAD'));
  const ref = /^ref: (\S+)$/u.exec(head)?.[1];
  if (ref === undefined) return hashIn(head);
  // A worktree keeps its branches in the repository that it belongs to.
  const shared = textOf(join(git, 'commondir'));
  const common = shared === '' ? git : absolute(shared, git);
  const packed = textOf(join(common, 'packed-refs')).split('\n');
  return hashIn(textOf(join(common, ref))) ?? hashIn(packed.find((line) => line.endsWith(` ${ref}`)) ?? '');
}

function gitFolder(start: string): string | undefined {
  let folder = start;
  for (let steps = 0; steps < MOST_PARENTS; steps += 1) {
    const path = join(folder, '.git');
    if (existsSync(join(path, 'HEAD'))) return path;
    const link = /^gitdir: (.+)$/u.exec(textOf(path))?.[1];
    if (link !== undefined) return absolute(link, folder);
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
  return undefined;
}

function absolute(path: string, from: string): string {
  return isAbsolute(path) ? path : resolve(from, path);
}

function hashIn(line: string): string | undefined {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?/u.exec(line)?.[0];
}

function textOf(path: string): string {
  const read = readText(path, MOST_BYTES);
  return read.ok ? read.text.trim() : '';
}
