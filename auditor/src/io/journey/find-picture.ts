import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { imageHead, type ImageHead } from './image.ts';
import type { Attachment } from './playwright-report.ts';

interface Picture extends ImageHead {
  readonly bytes: Buffer;
}

/** Two of these fit into a report. */
const MOST_BYTES = 3 * 1024 * 1024;
const MOST_FILES = 500;

/** The last picture that a script took: what its report names, else the newest in the folder that it was given. */
export function findPicture(named: readonly Attachment[], folder: string): Picture | undefined {
  for (const { path, body } of named.toReversed()) {
    const picture = body === undefined ? pictureAt(path) : pictureOf(Buffer.from(body, 'base64'));
    if (picture !== undefined) return picture;
  }
  for (const path of newestIn(folder)) {
    const picture = pictureAt(path);
    if (picture !== undefined) return picture;
  }
  return undefined;
}

function newestIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() && /\.(?:png|jpe?g)$/i.test(entry.name) ? join(entry.parentPath, entry.name) : [],
  );
  const dated = files.slice(0, MOST_FILES).map((path) => ({ path, madeMs: statSync(path).mtimeMs }));
  return dated.toSorted((a, b) => b.madeMs - a.madeMs).map(({ path }) => path);
}

function pictureAt(path: string | undefined): Picture | undefined {
  try {
    if (path === undefined || statSync(path).size > MOST_BYTES) return undefined;
    return pictureOf(readFileSync(path));
  } catch {
    // It was named and is gone.
    return undefined;
  }
}

function pictureOf(bytes: Buffer): Picture | undefined {
  const head = imageHead(bytes);
  return head === undefined || bytes.length > MOST_BYTES ? undefined : { ...head, bytes };
}
