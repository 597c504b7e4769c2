import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** A file that follows from the sources. */
export interface Page {
  /** Path from the repository's root. */
  readonly path: string;
  readonly text: string;
}

export interface Generator {
  readonly pages: () => readonly Page[];
  /** A folder that holds these pages and nothing else; what else lies there is left over. */
  readonly folder?: string;
}

/** How the repository differs from what the generators say. */
export interface Differences {
  /** How many pages were looked at; none means that nothing was checked. */
  readonly pages: number;
  readonly stale: readonly Page[];
  readonly leftOver: readonly string[];
}

/** Compares every generated page with the file in the repository. */
export function compare(root: string, generators: readonly Generator[]): Differences {
  const made = generators.map(({ pages, folder }) => ({ pages: pages(), folder }));
  const pages = made.flatMap((one) => one.pages);
  return {
    pages: pages.length,
    stale: pages.filter(({ path, text }) => read(join(root, path)) !== text),
    leftOver: made.flatMap(({ pages, folder }) =>
      folder === undefined
        ? []
        : filesIn(root, folder).filter((path) => !pages.some((page) => page.path === path)),
    ),
  };
}

/** Makes the repository agree with the generators. */
export function write(root: string, { stale, leftOver }: Differences): void {
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of leftOver) rmSync(join(root, path));
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function filesIn(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(root, posix.join(entry.parentPath, entry.name)));
}
