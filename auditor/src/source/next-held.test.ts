import { describe, expect, test } from 'vitest';
import { AUTH, LIB, route, suspicions, type Tree } from './samples.ts';

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
