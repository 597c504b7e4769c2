import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitText } from './git.ts';

interface TreeFile {
  /** From the top of the folder, with `/`. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** A file that is there and was not read. */
export interface UnreadFile {
  readonly path: string;
  readonly because: string;
}

export interface Tree {
  /** False for a folder that is under no version control. */
  readonly versioned: boolean;
  readonly paths: readonly string[];
  /** Folders that could not be listed. */
  readonly closed: readonly string[];
}

const LIMITS = { files: 50_000, bytesPerFile: 32 * 1024 * 1024 } as const;

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
    return { versioned: true, paths: listed.split('\0').filter((path) => path !== ''), closed: [] };
  const { found, closed } = walk(folder);
  return { versioned: false, paths: found.filter((path) => !isSettings(path)), closed };
}

/** Reads files one after the other; links are not followed, since they may lead out of the folder. */
export function* filesOf(folder: string, { paths }: Tree): Iterable<TreeFile | UnreadFile> {
  for (const path of paths.slice(0, LIMITS.files)) {
    const read = readSmall(join(folder, path));
    if (read !== undefined) yield { path, ...read };
  }
}

/** Why not all of it was read, if so. */
export function cutOf({ paths, closed }: Tree, unread: readonly UnreadFile[]): string | undefined {
  if (paths.length > LIMITS.files) return `it has more than ${LIMITS.files} files`;
  const missed = [...unread, ...closed.map((path) => ({ path, because: 'cannot be listed' }))];
  const [first] = missed;
  if (first === undefined) return undefined;
  const others = missed.length === 1 ? '' : ` (and ${missed.length - 1} more)`;
  return `${first.path} ${first.because}${others}`;
}

/** `.env`, `.env.production`; not `.env.example`. */
export function isSettings(path: string): boolean {
  return LOCAL.test(path) && !TEMPLATE.test(path);
}

function walk(root: string): { readonly found: readonly string[]; readonly closed: readonly string[] } {
  const found: string[] = [];
  const closed: string[] = [];
  const queue = [''];
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    const entries = entriesOf(join(root, folder));
    if (entries === undefined) closed.push(folder);
    for (const entry of entries ?? []) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !INSTALLED.has(entry.name)) queue.push(path);
      if (entry.isFile()) found.push(path);
    }
    if (found.length > LIMITS.files) break;
  }
  return { found, closed };
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

/** Undefined for what is no file: a link, a submodule, or a file that was deleted and not yet committed. */
function readSmall(path: string): { readonly bytes: Buffer } | { readonly because: string } | undefined {
  try {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined || !status.isFile()) return undefined;
    if (status.size > LIMITS.bytesPerFile) return { because: 'is larger than 32 MB' };
    return { bytes: readFileSync(path) };
  } catch {
    return { because: 'cannot be read' };
  }
}
