import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readIgnores, type Ignores } from './repository-ignore.ts';

/** A file of a repository, by its path from the top, with `/`. */
interface RepositoryFile {
  readonly path: string;
  readonly text: string;
}

export type Repository =
  | {
      readonly ok: true;
      readonly files: readonly RepositoryFile[];
      /** Why not all of it was read. */
      readonly cut?: string;
    }
  | { readonly ok: false; readonly because: string };

interface Limits {
  readonly files: number;
  readonly bytes: number;
  readonly bytesPerFile: number;
  readonly folders: number;
}

const LIMITS: Limits = { files: 6_000, bytes: 60_000_000, bytesPerFile: 500_000, folders: 20_000 };

/** Installed, built and recorded things: nobody wrote them here. */
const SKIPPED = new Set(
  `node_modules bower_components dist build out coverage vendor target tmp temp logs public static __pycache__ venv
  .git .hg .svn .next .nuxt .output .svelte-kit .vercel .netlify .turbo .cache .parcel-cache .yarn .pnpm-store .venv .idea .vscode
  .expo .serverless .wrangler .open-next .launch-ready storybook-static test-results playwright-report`.split(
    /\s+/,
  ),
);
const READ = /\.[cm]?[jt]sx?$/;
const NOT_READ = /\.min\.[cm]?js$|\.d\.[cm]?ts$/;

/**
 * Reads the source files of a repository, nearest to the top first, and never more than the limits. Links are not followed:
 * they may lead out of it.
 */
export function readRepository(root: string, limits: Limits = LIMITS): Repository {
  const files: RepositoryFile[] = [];
  const queue: { readonly path: string; readonly ignores: readonly Ignored[] }[] = [
    { path: '', ignores: [] },
  ];
  let bytes = 0;
  let folders = 0;
  try {
    if (!statSync(root).isDirectory()) return { ok: false, because: 'it is not a folder' };
  } catch {
    return { ok: false, because: 'it does not exist, or you may not read it' };
  }
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    folders += 1;
    if (folders > limits.folders)
      return { ok: true, files, cut: `it has more than ${limits.folders} folders` };
    const entries = entriesOf(join(root, folder.path));
    const ignores = [
      ...folder.ignores,
      ...ignoredIn(
        root,
        folder.path,
        entries.map((one) => one.name),
      ),
    ];
    for (const { name, isFolder } of entries) {
      const path = folder.path === '' ? name : `${folder.path}/${name}`;
      if (isIgnored(path, isFolder, ignores)) continue;
      if (isFolder) {
        if (!SKIPPED.has(name)) queue.push({ path, ignores });
        continue;
      }
      if (name !== 'package.json' && (!READ.test(name) || NOT_READ.test(name))) continue;
      const text = readShort(join(root, path), limits.bytesPerFile);
      if (text === undefined) continue;
      bytes += text.length;
      if (files.length >= limits.files)
        return { ok: true, files, cut: `it has more than ${limits.files} source files` };
      if (bytes > limits.bytes)
        return { ok: true, files, cut: `its source is larger than ${limits.bytes} bytes` };
      files.push({ path, text });
    }
  }
  return { ok: true, files };
}

interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Real files and folders, sorted; none of a folder that may not be read. */
function entriesOf(folder: string): readonly Entry[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((one) => one.isFile() || one.isDirectory())
      .map((one) => ({ name: one.name, isFolder: one.isDirectory() }))
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch {
    return [];
  }
}

interface Ignored {
  /** Folder of the `.gitignore`, with a `/` behind it. */
  readonly below: string;
  readonly ignores: Ignores;
}

function ignoredIn(root: string, folder: string, names: readonly string[]): readonly Ignored[] {
  if (!names.includes('.gitignore')) return [];
  const text = readShort(join(root, folder, '.gitignore'), 50_000);
  return text === undefined ? [] : [{ below: folder === '' ? '' : `${folder}/`, ignores: readIgnores(text) }];
}

function isIgnored(path: string, isFolder: boolean, ignores: readonly Ignored[]): boolean {
  return ignores.some((one) => one.ignores(path.slice(one.below.length), isFolder));
}

function readShort(path: string, limit: number): string | undefined {
  try {
    return statSync(path).size > limit ? undefined : readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
