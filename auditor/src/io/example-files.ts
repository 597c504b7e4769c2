import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from './files.ts';

/** Examples of the environment and files that set it up: never the environment itself, which holds the real secrets. */
const EXAMPLES =
  /^(?:\.?env[._-](?:example|sample|template|dist|defaults?)|\.env\.[\w-]+\.(?:example|sample)|(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml|readme(?:\.md)?)$/i;
const MOST_BYTES = 200_000;
const MOST_FOLDERS = 60;
const SKIPPED = /^(?:\.git|node_modules|dist|build|vendor)$/;

/** Files of a repository that tell others how to set it up, at its top and one folder below. */
export function readExamples(root: string): readonly { readonly path: string; readonly text: string }[] {
  const top = entriesOf(root);
  const below = top.filter((one) => one.isFolder && !SKIPPED.test(one.path)).slice(0, MOST_FOLDERS);
  const all = [
    ...top,
    ...below.flatMap((folder) =>
      entriesOf(join(root, folder.path)).map((one) => ({ ...one, path: `${folder.path}/${one.path}` })),
    ),
  ];
  return all.flatMap(({ path, isFolder }) => {
    if (isFolder || !EXAMPLES.test(path.split('/').at(-1) ?? '')) return [];
    const read = readText(join(root, path), MOST_BYTES);
    return read.ok ? [{ path, text: read.text }] : [];
  });
}

function entriesOf(folder: string): readonly { readonly path: string; readonly isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((one) => ({
      path: one.name,
      isFolder: one.isDirectory(),
    }));
  } catch {
    return [];
  }
}
