import { describe, expect, test } from 'vitest';
import { readSource } from './read.ts';
import { AUTH, LIB, NOTE, route, suspicions, type Tree } from './samples.ts';

describe('Next.js: suspects', () => {
  test.each<[string, Tree, readonly string[]]>([
    [
      'a handler that asks nobody',
      route(`export async function GET(_: Request, { params }: { params: { id: string } }) {
  return Response.json(await prisma.note.findMany({ where: { published: false } }));
}`),
      [`route-without-guard ${NOTE} GET /api/notes/{id}`],
    ],
    [
      'only the method that forgot',
      route(
        `import { requireUser } from '@/lib/session';
export async function GET(_: Request, { params }) {
  const user = await requireUser();
  return Response.json(await prisma.note.findFirst({ where: { id: params.id, userId: user.id } }));
}
export async function DELETE(_: Request) {
  await prisma.note.deleteMany();
  return new Response(null, { status: 204 });
}`,
        AUTH,
      ),
      [`route-without-guard ${NOTE} DELETE /api/notes/{id}`],
    ],
    [
      'a signed-in caller who names any id',
      route(`import { auth } from '@/auth';
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const session = await auth();
  if (!session) return new Response('no', { status: 401 });
  const { id } = await params;
  return Response.json(await prisma.note.findUnique({ where: { id } }));
}`),
      [`query-without-owner-filter ${NOTE} GET /api/notes/{id}`],
    ],
    [
      'the same in a helper of another file',
      {
        ...route(`import { auth } from '@/auth';
import { loadNote } from '../../../../lib/notes';
export async function GET(_: Request, { params }) {
  if (!(await auth())) return new Response('no', { status: 401 });
  return Response.json(await loadNote(params.id));
}`),
        'lib/notes.ts': `import { prisma } from './db';
export const loadNote = (id: string) => prisma.note.findUnique({ where: { id } });`,
      },
      ['query-without-owner-filter lib/notes.ts GET /api/notes/{id}'],
    ],
    [
      'a guard that is in the middleware alone',
      {
        ...route('export async function GET() { return Response.json(await prisma.note.findMany()); }'),
        'middleware.ts': `import { NextResponse } from 'next/server';
export function middleware(request) {
  if (!request.cookies.get('session')) return NextResponse.redirect(new URL('/login', request.url));
}
export const config = { matcher: ['/api/:path*'] };`,
      },
      [`middleware-only-auth ${NOTE} GET /api/notes/{id}`],
    ],
    [
      'a middleware whose matcher leaves the API out',
      {
        ...route('export async function GET() { return Response.json(await prisma.note.findMany()); }'),
        'middleware.ts': `export { default } from 'next-auth/middleware';
export const config = { matcher: ['/((?!api|_next/static).*)'] };`,
      },
      [`route-without-guard ${NOTE} GET /api/notes/{id}`],
    ],
    [
      'Clerk that only recognises callers',
      {
        ...route('export async function GET() { return Response.json(await prisma.note.findMany()); }'),
        'src/middleware.ts': `import { clerkMiddleware } from '@clerk/nextjs/server';
export default clerkMiddleware();`,
      },
      [`route-without-guard ${NOTE} GET /api/notes/{id}`],
    ],
    [
      'a page of the pages router',
      {
        ...LIB,
        'pages/api/users/[userId].js': `import { prisma } from '../../../lib/db';
export default async function handler(req, res) {
  if (req.method === 'PATCH') return res.json(await prisma.user.update({ where: { email: req.body.email }, data: req.body }));
  res.status(405).end();
}`,
      },
      ['route-without-guard pages/api/users/[userId].js PATCH /api/users/{userId}'],
    ],
    [
      'a server action that trusts its argument',
      {
        ...LIB,
        'app/notes/actions.ts': `'use server';
import { prisma } from '@/lib/db';
import { revalidatePath } from 'next/cache';
export async function deleteNote(id: string) {
  await prisma.note.delete({ where: { id } });
  revalidatePath('/notes');
}`,
      },
      ['server-action-without-check app/notes/actions.ts', 'query-without-owner-filter app/notes/actions.ts'],
    ],
    [
      'an action inside a component',
      {
        ...LIB,
        'app/settings/page.tsx': `import { prisma } from '@/lib/db';
export default function Page() {
  async function rename(form: FormData) {
    'use server';
    await prisma.team.updateMany({ data: { name: String(form.get('name')) } });
  }
  return <form action={rename}><input name="name" /></form>;
}`,
      },
      ['server-action-without-check app/settings/page.tsx'],
    ],
    [
      'an action for the signed-in that takes any id',
      {
        ...LIB,
        'app/notes/actions.ts': `'use server';
import { auth } from '@/auth';
import { prisma } from '@/lib/db';
export const archive = async (formData: FormData) => {
  const session = await auth();
  if (!session?.user) throw new Error('no');
  const noteId = formData.get('noteId') as string;
  await prisma.note.update({ where: { id: noteId }, data: { archived: true } });
};`,
      },
      ['query-without-owner-filter app/notes/actions.ts'],
    ],
    [
      'an admin button in front of a route that asks for no role',
      {
        ...LIB,
        'app/members/members.tsx': `'use client';
export function Members({ user, members }) {
  const remove = (id) => fetch(\`/api/members/\${id}\`, { method: 'DELETE' });
  return <ul>{members.map((one) => <li>{one.name}{user.role === 'admin' && <button onClick={() => remove(one.id)}>Remove</button>}</li>)}</ul>;
}`,
        'app/api/members/[id]/route.ts': `import { auth } from '@/auth';
import { prisma } from '@/lib/db';
export async function DELETE(_, { params }) {
  const session = await auth();
  if (!session) return new Response(null, { status: 401 });
  await prisma.member.delete({ where: { id: params.id, teamId: session.user.teamId } });
  return new Response(null, { status: 204 });
}`,
      },
      ['client-side-check app/members/members.tsx DELETE /api/members/{id}'],
    ],
  ])('%s', (_name, tree, expected) => {
    expect(suspicions(tree)).toEqual(expected);
  });
});

test('finds the addresses of routes and actions', () => {
  const { routes, actions } = readSource(
    Object.entries({
      'src/app/(main)/api/teams/[teamId]/files/[...path]/route.ts':
        'export const PUT = async () => new Response();',
      'src/app/api/_private/route.ts': 'export const GET = async () => new Response();',
      'apps/web/pages/api/index.ts': 'export default function handler(req, res) { res.end(); }',
      'src/routes/api/notes/[id]/+server.ts': 'export const GET = async () => new Response();',
      'src/app/actions.ts': `'use server'; export async function save() {}`,
    }).map(([path, text]) => ({ path, text })),
  );
  expect(routes.map((one) => one.id).sort()).toEqual([
    'GET /api',
    'GET /api/notes/{id}',
    'PUT /api/teams/{teamId}/files/{path}',
  ]);
  expect(actions.map((one) => one.name)).toEqual(['save']);
});
