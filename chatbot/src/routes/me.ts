import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Refusal, refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { setActiveWorkspace } from '../identity/active-workspace.ts';
import { csrfSeed } from '../identity/admit.ts';
import { csrfToken } from '../identity/secrets.ts';
import { FORM_COOKIE } from '../policies/cookies.ts';
import type { Call } from '../http/call.ts';
import { account, anyone } from './access.ts';
import type { Actor } from '../policies/facts.ts';
import { Id, idOf, text } from './schemas.ts';

const Role = z.enum(['owner', 'admin', 'member', 'guest', 'none']);

const Me = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  role: Role,
  workspace: z
    .object({ id: Id, slug: z.string(), name: z.string(), tier: z.string() })
    .nullable()
    .describe('The active workspace: the one of requests that name none'),
});

type AnyCall = Call<unknown, unknown, unknown>;

export const me = defineRoute({
  id: 'getMe',
  method: 'GET',
  path: '/api/me',
  tag: 'account',
  summary: 'Who is signed in, and in which workspace',
  access: account('read'),
  limit: 'read',
  success: { status: 200, description: 'The account and its active workspace.', body: Me },
  handle: async (call) => shown(call, call.actor),
});

export const updateMe = defineRoute({
  id: 'updateMe',
  method: 'PATCH',
  path: '/api/me',
  tag: 'account',
  summary: 'Change your name, or the workspace that this session and later ones work in',
  access: account('admin'),
  limit: 'write',
  body: z
    .strictObject({
      name: text(100).optional(),
      activeWorkspaceId: idOf('one of your workspaces').optional(),
    })
    .refine(
      ({ name, activeWorkspaceId }) => name !== undefined || activeWorkspaceId !== undefined,
      'Give a name or an activeWorkspaceId.',
    ),
  success: { status: 200, description: 'The account as it is now.', body: Me },
  refusals: [409],
  handle: async (call) => {
    const { name, activeWorkspaceId } = call.body;
    const { userId } = call.actor;
    const place = activeWorkspaceId === undefined ? call.actor : await move(call, activeWorkspaceId);
    if (place instanceof Refusal) return place;
    if (name !== undefined) {
      await call.system((db) => db.updateTable('users').set({ name }).where('id', '=', userId).execute());
    }
    const role = call.services.policies.access.roleOnUpdate(place.role, call.body);
    if (role !== 'none' && role !== place.role) {
      await call.system((db) =>
        db
          .updateTable('memberships')
          .set({ role })
          .where('userId', '=', userId)
          .where('workspaceId', '=', place.workspaceId)
          .execute(),
      );
    }
    return shown(call, { ...place, role });
  },
});

/** Where somebody works, and as what. */
type Place = Pick<Actor, 'workspaceId' | 'role'>;

/** Makes a workspace the active one of this session, and of those that are opened later. */
async function move(call: AnyCall, workspaceId: string): Promise<Place | Refusal> {
  const { userId, sessionId } = call.actor;
  if (sessionId === undefined) {
    return refuse(409, 'no_session', 'An API key always works in the workspace that it was made for.');
  }
  return call.system(async (db) => {
    const membership = await db
      .selectFrom('memberships')
      .select(['workspaceId', 'role', 'state'])
      .where('userId', '=', userId)
      .where('workspaceId', '=', workspaceId)
      .executeTakeFirst();
    if (
      membership === undefined ||
      !call.services.policies.access.admits(membership, call.actor.credential)
    ) {
      return refuse(404, 'workspace_not_found', 'You are not a member of such a workspace.');
    }
    await setActiveWorkspace(db, { userId, sessionId, workspaceId });
    return membership;
  });
}

async function shown(call: AnyCall, { workspaceId, role }: Place): Promise<z.output<typeof Me>> {
  const { userId: id, email } = call.actor;
  return call.system(async (db) => {
    const { name } = await db
      .selectFrom('users')
      .select('name')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const workspace = await db
      .selectFrom('workspaces')
      .select(['id', 'slug', 'name', 'tier'])
      .where('id', '=', workspaceId)
      .executeTakeFirst();
    return { id, email, name, role, workspace: workspace ?? null };
  });
}

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
export function formToken(call: AnyCall): string {
  const { services, actor, request } = call;
  const known = csrfSeed(actor, request.headers);
  if (known !== undefined) return csrfToken(services.config.jwtSecret, known);
  const seed = randomBytes(24).toString('base64url');
  call.setCookie(FORM_COOKIE, seed, FORM_SECONDS);
  return csrfToken(services.config.jwtSecret, seed);
}
