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

const PRISMA = `import { PrismaClient } from '@prisma/client';
export const prisma = new PrismaClient();`;

/** Where the note's route stands. */
export const NOTE = 'app/api/notes/[id]/route.ts';
/** A database client. */
export const LIB = { 'lib/db.ts': PRISMA };
/** A guard in a file of its own. */
export const AUTH = {
  'lib/session.ts': `import { cookies } from 'next/headers';
import { jwtVerify } from 'jose';
export async function requireUser() {
  const token = (await cookies()).get('session')?.value;
  const { payload } = await jwtVerify(token ?? '', new TextEncoder().encode(process.env.KEY));
  if (!payload.sub) throw new Error('Unauthorized');
  return { id: payload.sub };
}`,
};

/** The note's route, beside the database client. */
export const route = (text: string, more: Tree = {}): Tree => ({
  ...LIB,
  ...more,
  [NOTE]: `import { prisma } from '@/lib/db';\n${text}`,
});
