import { join } from 'node:path';
import type { Stack } from '../core/stack.ts';
import { APP_FOLDERS, stackOf, TELLING } from '../intake/stack.ts';
import { readText } from '../io/files.ts';

const MOST_BYTES = 1024 * 1024;

/** Tells what the repository in a folder is built with. */
export function loadStack(repository: string): Stack {
  return stackOf(
    APP_FOLDERS.flatMap((folder) =>
      TELLING.flatMap((name) => {
        const read = readText(join(repository, folder, name), MOST_BYTES);
        return read.ok ? [{ path: `${folder}${name}`, text: read.text }] : [];
      }),
    ),
  );
}
