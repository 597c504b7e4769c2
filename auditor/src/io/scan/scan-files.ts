import { resolve } from 'node:path';
import type { SecretScan, SecretSighting } from '../../evidence/secret-scan.ts';
import { findSecrets } from '../../secrets/find-secrets.ts';
import { listFolder } from '../files.ts';
import { toldOf } from '../../secrets/told.ts';
import { lineOf } from './line-of.ts';
import { cutOf, filesOf, isSettings, treeOf, type Tree, type UnreadFile } from './working-tree.ts';

export type ScanResult =
  | { readonly kind: 'scanned'; readonly scan: SecretScan }
  | { readonly kind: 'failed'; readonly because: string };

/** As many as anybody can look through; the first is enough to fail. */
export const MOST_SIGHTINGS = 200;

/** Lock files hold checksums and addresses of packages, thousands of them. */
const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock|Cargo\.lock|poetry\.lock|uv\.lock|composer\.lock|Gemfile\.lock|go\.sum)$/;

/** Searches a folder as it is now: a repository, or a built front end. */
export async function scanFolder(place: string, folder: string): Promise<ScanResult> {
  if (listFolder(folder).length === 0)
    return { kind: 'failed', because: `the folder ${folder} is empty, or cannot be read` };
  const { scan } = scanTree(place, folder, await treeOf(folder));
  return scan.files === 0
    ? { kind: 'failed', because: `the folder ${folder} holds no file that could be read` }
    : { kind: 'scanned', scan };
}

/** @returns also the values themselves, which must not leave io */
export function scanTree(
  place: string,
  folder: string,
  tree: Tree,
): { scan: SecretScan; values: ReadonlySet<string> } {
  const sightings: SecretSighting[] = [];
  const values = new Set<string>();
  const unread: UnreadFile[] = [];
  let files = 0;
  let bytes = 0;
  for (const file of filesOf(resolve(folder), tree)) {
    if (!('bytes' in file)) {
      unread.push(file);
      continue;
    }
    files += 1;
    bytes += file.bytes.length;
    for (const match of findSecrets(file.bytes)) {
      if (match.rule.loose === true && LOCK.test(file.path)) continue;
      values.add(match.value);
      if (sightings.length < MOST_SIGHTINGS)
        sightings.push(toldOf(match, `${file.path}:${lineOf(file.bytes, match.at)}`));
    }
  }
  const cut = cutOf(tree, unread);
  const settings = tree.versioned ? tree.paths.filter(isSettings) : [];
  return {
    scan: { place, files, bytes, sightings, settings, ...(cut === undefined ? {} : { cut }) },
    values,
  };
}
