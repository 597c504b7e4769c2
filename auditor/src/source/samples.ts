import type { HintKind } from './hint.ts';
import { readSource } from './read.ts';

/** A small source tree: text by path. */
export type Tree = { readonly [path: string]: string };

/** What reading a tree suspects: `kind file route`. */
export function suspicions(tree: Tree): readonly string[] {
  return readSource(Object.entries(tree).map(([path, text]) => ({ path, text }))).hints.map(
    ({ kind, file, route }) => [kind, file, ...(route === undefined ? [] : [route])].join(' '),
  );
}

/** The kinds alone. */
export function kinds(tree: Tree): readonly HintKind[] {
  return readSource(Object.entries(tree).map(([path, text]) => ({ path, text }))).hints.map(
    (hint) => hint.kind,
  );
}

export const PRISMA = `import { PrismaClient } from '@prisma/client';
export const prisma = new PrismaClient();`;
