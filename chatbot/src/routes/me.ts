import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { defineRoute } from '../http/route.ts';
import { csrfSeed } from '../identity/admit.ts';
import { csrfToken } from '../identity/secrets.ts';
import { FORM_COOKIE } from '../policies/cookies.ts';
import type { Call } from '../http/call.ts';
import { account, anyone } from './access.ts';
import { Id } from './schemas.ts';

const Role = z.enum(['owner', 'admin', 'member', 'guest', 'none']);

export const me = defineRoute({
  id: 'getMe',
  method: 'GET',
  path: '/api/me',
  tag: 'account',
  summary: 'Who is signed in, and in which workspace',
  access: account('read'),
  limit: 'read',
  success: {
    status: 200,
    description: 'The account and its active workspace.',
    body: z.object({
      id: Id,
      email: z.string(),
      role: Role,
      workspace: z.object({ id: Id, slug: z.string(), name: z.string(), tier: z.string() }).nullable(),
    }),
  },
  handle: async (call) => {
    const { userId, email, role, workspaceId } = call.actor;
    const workspace = await call.scoped('workspaces.read', ({ db }) =>
      db
        .selectFrom('workspaces')
        .select(['id', 'slug', 'name', 'tier'])
        .where('id', '=', workspaceId)
        .executeTakeFirst(),
    );
    return { id: userId, email, role, workspace: workspace ?? null };
  },
});

export const csrf = defineRoute({
  id: 'getCsrfToken',
  method: 'GET',
  path: '/api/csrf',
  tag: 'auth',
  summary: 'The token that a browser sends as x-csrf-token when its cookie changes something',
  access: anyone,
  limit: 'read',
  success: { status: 200, description: 'The token.', body: z.object({ csrfToken: z.string() }) },
  handle: async (call) => ({ csrfToken: formToken(call) }),
});

/** Fifteen minutes to fill in a form. */
const FORM_SECONDS = 900;

/** The form token of this browser; gives it a form cookie if it has nothing to hang it on. */
export function formToken(call: Call<unknown, unknown, unknown>): string {
  const { services, actor, request } = call;
  const known = csrfSeed(actor, request.headers);
  if (known !== undefined) return csrfToken(services.config.jwtSecret, known);
  const seed = randomBytes(24).toString('base64url');
  call.setCookie(FORM_COOKIE, seed, FORM_SECONDS);
  return csrfToken(services.config.jwtSecret, seed);
}
