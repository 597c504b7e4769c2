import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitText } from './git.ts';

interface TreeFile {
  /** From the top of the folder, with `/`. */
  readonly path: string;
  readonly bytes: Buffer;
}

export interface Tree {
  /** False for a folder that is under no version control. */
  readonly versioned: boolean;
  readonly paths: readonly string[];
}

const LIMITS = { files: 50_000, bytesPerFile: 16 * 1024 * 1024 } as const;

const INSTALLED = new Set([
  'node_modules',
  'bower_components',
  '.git',
  '.venv',
  'venv',
  '__pycache__',
  '.launch-ready',
]);

/** Settings that stay on the machine they were made for. */
const LOCAL = /(?:^|\/)\.env(?:\.[\w-]+)?(?:\.local)?$/;
const TEMPLATE = /\.(?:example|sample|template|dist)$/;

/**
 * Lists the files that somebody who gets the repository has: those under version control and those that the next commit would
 * take in. A `.env` that git ignores is where it belongs.
 */
export async function treeOf(folder: string): Promise<Tree> {
  const listed = await gitText(folder, [
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
  ]);
  if (listed !== undefined)
    return { versioned: true, paths: listed.split('\0').filter((path) => path !== '') };
  return { versioned: false, paths: walk(folder).filter((path) => !isSettings(path)) };
}

/** Reads files one after the other; links are not followed, since they may lead out of the folder. */
export function* filesOf(folder: string, { paths }: Tree): Iterable<TreeFile> {
  for (const path of paths.slice(0, LIMITS.files)) {
    const bytes = readSmall(join(folder, path));
    if (bytes !== undefined) yield { path, bytes };
  }
}

/** Why not all of it can be read, if so. */
export function cutOf({ paths }: Tree): string | undefined {
  return paths.length > LIMITS.files ? `it has more than ${LIMITS.files} files` : undefined;
}

/** `.env`, `.env.production`; not `.env.example`. */
export function isSettings(path: string): boolean {
  return LOCAL.test(path) && !TEMPLATE.test(path);
}

function walk(root: string): readonly string[] {
  const found: string[] = [];
  const queue = [''];
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !INSTALLED.has(entry.name)) queue.push(path);
      if (entry.isFile()) found.push(path);
    }
    if (found.length > LIMITS.files) return found;
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readSmall(path: string): Buffer | undefined {
  try {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined || !status.isFile() || status.size > LIMITS.bytesPerFile) return undefined;
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
