import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound, refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { setActiveWorkspace } from '../identity/active-workspace.ts';
import { newSecret, secretHash } from '../identity/secrets.ts';
import { account, admins } from './access.ts';
import { recordAudit } from './audit.ts';
import { AssignableRole, Email, Id, iso, Moment, Token } from './schemas.ts';

const InviteRole = z.enum(['admin', 'member', 'guest']);

const Invite = z.object({
  id: Id,
  email: z.string(),
  role: InviteRole,
  createdAt: Moment,
  expiresAt: Moment,
  acceptedAt: Moment.nullable(),
});

const Params = z.object({ workspaceId: Id });

const INVITE_DAYS = 7;

export const createInvite = defineRoute({
  id: 'createInvite',
  method: 'POST',
  path: '/api/workspaces/{workspaceId}/invites',
  tag: 'members',
  summary: 'Invite somebody by mail; the mail carries the token',
  access: admins,
  limit: 'write',
  params: Params,
  body: z.strictObject({ email: Email, role: InviteRole.default('member') }),
  success: { status: 201, description: 'Invited.', body: Invite },
  handle: async (call) => {
    const { email, role } = call.body;
    const token = newSecret();
    const invite = await call.scoped('invites.create', ({ db, owner }) =>
      db
        .insertInto('invites')
        .values({
          ...owner,
          id: randomUUID(),
          email,
          role,
          tokenHash: secretHash(token),
          expiresAt: new Date(Date.now() + INVITE_DAYS * 86_400_000),
          acceptedAt: null,
        })
        .returning(['id', 'createdAt', 'expiresAt'])
        .executeTakeFirstOrThrow(),
    );
    await call.services.mailer.send({
      to: email,
      subject: 'You are invited to a workspace',
      text: 'Sign in or sign up with this address, then open this link within a week.',
      link: `${call.services.origin()}/invite?token=${token}`,
    });
    await recordAudit(call, 'member.invited', invite.id);
    const { id, createdAt, expiresAt } = invite;
    return { id, email, role, createdAt: iso(createdAt), expiresAt: iso(expiresAt), acceptedAt: null };
  },
});

export const listInvites = defineRoute({
  id: 'listInvites',
  method: 'GET',
  path: '/api/workspaces/{workspaceId}/invites',
  tag: 'members',
  summary: 'The invitations of a workspace',
  access: admins,
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The invitations.', body: z.object({ invites: z.array(Invite) }) },
  handle: async (call) => {
    const rows = await call.scoped('invites.list', ({ db, mine }) =>
      db
        .selectFrom('invites')
        .select(['id', 'email', 'role', 'createdAt', 'expiresAt', 'acceptedAt'])
        .where(mine('invites'))
        .orderBy('createdAt', 'desc')
        .limit(100)
        .execute(),
    );
    return {
      invites: rows.map((row) => ({
        ...row,
        createdAt: iso(row.createdAt),
        expiresAt: iso(row.expiresAt),
        acceptedAt: row.acceptedAt && iso(row.acceptedAt),
      })),
    };
  },
});

export const acceptInvite = defineRoute({
  id: 'acceptInvite',
  method: 'POST',
  path: '/api/invites/accept',
  tag: 'members',
  summary: 'Accept an invitation that was sent to your address; its workspace becomes your active one',
  access: account('admin'),
  limit: 'token',
  body: z.strictObject({ token: Token }),
  success: {
    status: 200,
    description: 'Welcome.',
    body: z.object({ workspaceId: Id, role: AssignableRole }),
  },
  handle: async (call) => {
    const { userId, email, sessionId } = call.actor;
    const joined = await call.system(async (db) => {
      const invite = await db
        .selectFrom('invites')
        .select(['id', 'workspaceId', 'role'])
        .where('tokenHash', '=', secretHash(call.body.token))
        .where('email', '=', email)
        .where('acceptedAt', 'is', null)
        .where('expiresAt', '>', new Date())
        .forUpdate()
        .executeTakeFirst();
      if (invite === undefined) return undefined;
      const { id, workspaceId } = invite;
      const role = call.services.policies.access.roleOnJoin(invite.role, call.body);
      await db
        .insertInto('memberships')
        .values({ workspaceId, userId, role })
        .onConflict((conflict) => conflict.columns(['workspaceId', 'userId']).doNothing())
        .execute();
      await db.updateTable('invites').set({ acceptedAt: new Date() }).where('id', '=', id).execute();
      await setActiveWorkspace(db, { userId, sessionId, workspaceId });
      return { workspaceId, role };
    });
    return (
      joined ??
      refuse(400, 'invalid_token', 'This invitation has expired, was used, or is for another address.')
    );
  },
});

export const revokeInvite = defineRoute({
  id: 'revokeInvite',
  method: 'DELETE',
  path: '/api/workspaces/{workspaceId}/invites/{inviteId}',
  tag: 'members',
  summary: 'Take an invitation back',
  access: admins,
  limit: 'write',
  params: Params.extend({ inviteId: Id }),
  success: { status: 204, description: 'Taken back.' },
  handle: async (call) => {
    const row = await call.scoped('invites.revoke', ({ db, mine }) =>
      db
        .deleteFrom('invites')
        .where('id', '=', call.params.inviteId)
        .where(mine('invites'))
        .returning('id')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});
