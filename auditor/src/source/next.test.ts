import { describe, expect, test } from 'vitest';
import { readSource } from './read.ts';
import { PRISMA, suspicions, type Tree } from './samples.ts';

const NOTE = 'app/api/notes/[id]/route.ts';
const LIB = { 'lib/db.ts': PRISMA };
const AUTH = {
  'lib/session.ts': `import { cookies } from 'next/headers';
import { jwtVerify } from 'jose';
export async function requireUser() {
  const token = (await cookies()).get('session')?.value;
  const { payload } = await jwtVerify(token ?? '', new TextEncoder().encode(process.env.KEY));
  if (!payload.sub) throw new Error('Unauthorized');
  return { id: payload.sub };
}`,
};

const route = (text: string, more: Tree = {}): Tree => ({
  ...LIB,
  ...more,
  [NOTE]: `import { prisma } from '@/lib/db';\n${text}`,
});

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

describe('Next.js: leaves alone', () => {
  test.each<[string, Tree]>([
    [
      'a guard in a helper of another file',
      route(
        `import { requireUser } from '@/lib/session';
export async function GET(_: Request, { params }) {
  const user = await requireUser();
  return Response.json(await prisma.note.findFirst({ where: { id: params.id, userId: user.id } }));
}`,
        AUTH,
      ),
    ],
    [
      'a wrapper',
      route(`import { withAuth } from '@/lib/with-auth';
export const GET = withAuth(async (request, { user }) => Response.json(await prisma.note.findMany({ where: { ownerId: user.id } })));`),
    ],
    [
      'an owner that is compared after reading',
      route(`import { getServerSession } from 'next-auth';
export async function GET(_: Request, { params }) {
  const session = await getServerSession();
  const note = await prisma.note.findUnique({ where: { id: params.id } });
  if (note?.userId !== session?.user.id) return new Response(null, { status: 404 });
  return Response.json(note);
}`),
    ],
    [
      'a lookup with the owner before the write',
      route(`import { auth } from '@clerk/nextjs/server';
export async function DELETE(_: Request, { params }) {
  const { userId } = await auth();
  const note = await prisma.note.findFirst({ where: { id: params.id, userId } });
  if (!note) return new Response(null, { status: 404 });
  await prisma.note.delete({ where: { id: params.id } });
  return new Response(null, { status: 204 });
}`),
    ],
    [
      'the caller’s own record',
      {
        ...LIB,
        'app/api/me/route.ts': `import { auth } from '@/auth';
import { prisma } from '@/lib/db';
export async function GET() {
  const session = await auth();
  if (!session?.user?.id) return new Response(null, { status: 401 });
  return Response.json(await prisma.profile.findUnique({ where: { id: session.user.id } }));
}`,
      },
    ],
    [
      'a route that only answers',
      {
        'app/api/time/route.ts':
          'export function GET() { return Response.json({ now: new Date().toISOString() }); }',
      },
    ],
    [
      'a webhook that checks its signature',
      {
        ...LIB,
        'app/api/billing/route.ts': `import Stripe from 'stripe';
import { prisma } from '@/lib/db';
const stripe = new Stripe(process.env.STRIPE_KEY);
export async function POST(request: Request) {
  const event = stripe.webhooks.constructEvent(await request.text(), request.headers.get('stripe-signature'), process.env.WHSEC);
  await prisma.invoice.create({ data: { id: event.id } });
  return new Response('ok');
}`,
      },
    ],
    [
      'a job behind a shared secret',
      {
        ...LIB,
        'app/api/jobs/digest/route.ts': `import { prisma } from '@/lib/db';
export async function GET(request: Request) {
  if (request.headers.get('authorization') !== \`Bearer \${process.env.CRON_SECRET}\`) return new Response('no');
  return Response.json(await prisma.digest.findMany());
}`,
      },
    ],
    [
      'the routes of a login library',
      {
        'app/api/auth/[...nextauth]/route.ts': `import { handlers } from '@/auth';\nexport const { GET, POST } = handlers;`,
      },
    ],
    [
      'sign-up and health',
      {
        ...LIB,
        'app/api/signup/route.ts': `import { prisma } from '@/lib/db';
export async function POST(r: Request) { return Response.json(await prisma.user.create({ data: await r.json() })); }`,
        'app/api/health/route.ts': `import { prisma } from '@/lib/db';
export async function GET() { await prisma.$queryRaw\`SELECT 1\`; return new Response('ok'); }`,
      },
    ],
    [
      'an action that asks, and a login action',
      {
        ...LIB,
        'app/notes/actions.ts': `'use server';
import { prisma } from '@/lib/db';
import { currentUser } from '@clerk/nextjs/server';
export async function rename(id: string, title: string) {
  const user = await currentUser();
  if (!user) throw new Error('no');
  await prisma.note.update({ where: { id, userId: user.id }, data: { title } });
}
export async function signIn(form: FormData) { await prisma.login.create({ data: { mail: String(form.get('mail')) } }); }`,
      },
    ],
    [
      'actions made by a client that asks',
      {
        ...LIB,
        'lib/safe-action.ts': `import { createSafeActionClient } from 'next-safe-action';
import { auth } from '@/auth';
export const memberAction = createSafeActionClient().use(async ({ next }) => {
  const session = await auth();
  if (!session) throw new Error('no');
  return next({ ctx: { user: session.user } });
});`,
        'app/notes/actions.ts': `'use server';
import { prisma } from '@/lib/db';
import { memberAction } from '@/lib/safe-action';
export const rename = memberAction.schema(input).action(async ({ parsedInput, ctx }) => {
  await prisma.note.updateMany({ where: { id: parsedInput.id, userId: ctx.user.id }, data: { title: parsedInput.title } });
});`,
      },
    ],
    [
      'an admin button whose route asks for the role',
      {
        ...LIB,
        'app/members/members.tsx': `'use client';
export function Members({ user }) {
  return user.role === 'admin' && <button onClick={() => fetch('/api/members', { method: 'DELETE' })}>Remove all</button>;
}`,
        'app/api/members/route.ts': `import { auth } from '@/auth';
import { prisma } from '@/lib/db';
export async function DELETE() {
  const session = await auth();
  if (session?.user.role !== 'admin') return new Response(null, { status: 403 });
  await prisma.member.deleteMany({ where: { teamId: session.user.teamId } });
  return new Response(null, { status: 204 });
}`,
      },
    ],
    [
      'row-level security behind a client with the caller’s cookies',
      {
        'lib/supabase/server.ts': `import { createServerClient } from '@supabase/ssr';
import { cookies } from 'next/headers';
export async function createClient() {
  const store = await cookies();
  return createServerClient(process.env.URL, process.env.ANON, { cookies: { getAll: () => store.getAll() } });
}`,
        'app/api/notes/[id]/route.ts': `import { createClient } from '@/lib/supabase/server';
export async function GET(_, { params }) {
  const supabase = await createClient();
  return Response.json(await supabase.from('notes').select().eq('id', params.id));
}`,
      },
    ],
    [
      'a public article by its name',
      {
        ...LIB,
        'app/api/pages/[slug]/route.ts': `import { prisma } from '@/lib/db';
export async function GET(_, { params }) { return Response.json(await prisma.page.findUnique({ where: { slug: params.slug } })); }`,
      },
    ],
    [
      'tests and scripts',
      {
        ...LIB,
        'scripts/app/api/notes/route.ts': `import { prisma } from '../../lib/db'; export async function GET() { return Response.json(await prisma.note.findMany()); }`,
        'app/api/notes/route.test.ts': `import { prisma } from '../../lib/db'; export async function GET() { return Response.json(await prisma.note.findMany()); }`,
      },
    ],
  ])('%s', (_name, tree) => {
    expect(suspicions(tree)).toEqual([]);
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
