import { lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** What stands in the way of a new file: nothing, the very same text, or something else. */
export type Standing = 'free' | 'same' | { readonly because: string };

export type Added =
  | { readonly ok: true; readonly written: readonly string[]; readonly same: readonly string[] }
  | { readonly ok: false; readonly conflicts: readonly string[] };

/** Looks at what stands where a file would go. Links are never followed: they may lead out of the folder. */
export function standing(root: string, { path, text }: NewFile): Standing {
  const place = join(root, path);
  if (path.startsWith('/') || path.split('/').includes('..'))
    return { because: 'it lies outside of the folder' };
  const parent = nearestFolder(dirname(place));
  if (!`${realpathSync(parent)}${sep}`.startsWith(`${realpathSync(root)}${sep}`))
    return { because: 'a link on the way leads out of the folder' };
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found === undefined) return 'free';
  if (!found.isFile()) return { because: 'something that is no file stands there' };
  return readFileSync(place, 'utf8') === text ? 'same' : { because: 'another file stands there' };
}

/** Adds files, all or none, and never over one that exists. */
export function addFiles(root: string, files: readonly NewFile[]): Added {
  const placed = files.map((file) => ({ file, standing: standing(root, file) }));
  const conflicts = placed.flatMap((one) =>
    typeof one.standing === 'object' ? [`${one.file.path}: ${one.standing.because}`] : [],
  );
  if (conflicts.length > 0) return { ok: false, conflicts };
  const written: string[] = [];
  for (const { file, standing: now } of placed) {
    if (now === 'same') continue;
    try {
      mkdirSync(dirname(join(root, file.path)), { recursive: true });
      // `wx` refuses where somebody was faster.
      writeFileSync(join(root, file.path), file.text, { flag: 'wx' });
    } catch (error) {
      for (const path of written) rmSync(join(root, path), { force: true });
      return {
        ok: false,
        conflicts: [`${file.path}: ${error instanceof Error ? error.message : String(error)}`],
      };
    }
    written.push(file.path);
  }
  return {
    ok: true,
    written,
    same: placed.filter((one) => one.standing === 'same').map((one) => one.file.path),
  };
}

function nearestFolder(path: string): string {
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? nearestFolder(dirname(path)) : path;
}
