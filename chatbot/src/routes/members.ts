import { z } from 'zod';
import type { Transaction } from 'kysely';
import type { Tables } from '../data/tables.ts';
import { notFound, Refusal, refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import type { RoleChange } from '../policies/access.ts';
import type { Call } from '../http/call.ts';
import { admins, everyone } from './access.ts';
import { recordAudit } from './audit.ts';
import { AssignableRole, Id } from './schemas.ts';

/** A member as the others see them. */
export const Member = z.object({
  userId: Id,
  name: z.string(),
  email: z.string(),
  role: AssignableRole,
  state: z.enum(['active', 'suspended']),
});

const Params = z.object({ workspaceId: Id, userId: Id });

/** The members of the actor's workspace. */
export const selectMembers = (db: Transaction<Tables>) =>
  db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.userId')
    .select(['memberships.userId', 'users.name', 'users.email', 'memberships.role', 'memberships.state']);

export const listMembers = defineRoute({
  id: 'listMembers',
  method: 'GET',
  path: '/api/workspaces/{workspaceId}/members',
  tag: 'members',
  summary: 'Who belongs to a workspace',
  access: everyone('read'),
  limit: 'read',
  params: z.object({ workspaceId: Id }),
  success: { status: 200, description: 'The members.', body: z.object({ members: z.array(Member) }) },
  handle: async (call) => ({
    members: await call.scoped('members.list', ({ db, mine }) =>
      selectMembers(db).where(mine('memberships')).orderBy('memberships.createdAt').execute(),
    ),
  }),
});

export const updateMember = defineRoute({
  id: 'updateMember',
  method: 'PATCH',
  path: '/api/workspaces/{workspaceId}/members/{userId}',
  tag: 'members',
  summary: 'Change a member’s role, suspend or reinstate them',
  access: admins,
  limit: 'write',
  params: Params,
  body: z
    .strictObject({ role: AssignableRole.optional(), state: z.enum(['active', 'suspended']).optional() })
    .refine(({ role, state }) => role !== undefined || state !== undefined, 'Name a role or a state.'),
  success: { status: 200, description: 'Changed.', body: Member },
  handle: async (call) => {
    const { userId } = call.params;
    const { role, state } = call.body;
    const member = await call.scoped('members.update', async ({ db, mine, owner }) => {
      const found = await selectMembers(db)
        .select('memberships.workspaceId')
        .where(mine('memberships'))
        .where('memberships.userId', '=', userId)
        .executeTakeFirst();
      if (found === undefined) return notFound();
      const changed = { ...found, role: role ?? found.role, state: state ?? found.state };
      const refusal = mayChange(call, {
        from: found.role,
        to: changed.role,
        isSelf: userId === call.actor.userId,
      });
      if (refusal !== undefined) return refusal;
      await db
        .updateTable('memberships')
        .set({ role: changed.role, state: changed.state, workspaceId: owner.workspaceId })
        .where(mine('memberships'))
        .where('workspaceId', '=', found.workspaceId)
        .where('userId', '=', userId)
        .execute();
      return changed;
    });
    if (!(member instanceof Refusal)) await recordAudit(call, 'member.changed', userId);
    return member;
  },
});

export const removeMember = defineRoute({
  id: 'removeMember',
  method: 'DELETE',
  path: '/api/workspaces/{workspaceId}/members/{userId}',
  tag: 'members',
  summary: 'Remove a member',
  access: admins,
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'Removed.' },
  handle: async (call) => {
    const { userId } = call.params;
    const removed = await call.scoped('members.remove', async ({ db, mine, owner }) => {
      const found = await db
        .selectFrom('memberships')
        .select('role')
        .where(mine('memberships'))
        .where('userId', '=', userId)
        .executeTakeFirst();
      if (found === undefined) return notFound();
      const isSelf = userId === call.actor.userId;
      const refusal = mayChange(call, { from: found.role, to: 'none', isSelf });
      if (refusal !== undefined) return refusal;
      await db.deleteFrom('memberships').where(mine('memberships')).where('userId', '=', userId).execute();
      const former = { workspaceId: owner.workspaceId, userId };
      await db
        .insertInto('formerMembers')
        .values(former)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return undefined;
    });
    if (removed === undefined) await recordAudit(call, 'member.removed', userId);
    return removed;
  },
});

/** As long as a removal is likely to have been a mistake. */
const READMISSION_DAYS = 30;

export const putMember = defineRoute({
  id: 'putMember',
  method: 'PUT',
  path: '/api/workspaces/{workspaceId}/members/{userId}',
  tag: 'members',
  summary: `Give a role to a member, or to somebody who was one until at most ${READMISSION_DAYS} days ago`,
  access: admins,
  limit: 'write',
  params: Params,
  body: z.strictObject({ role: AssignableRole }),
  success: { status: 200, description: 'A member with this role.', body: Member },
  handle: async (call) => {
    const { userId } = call.params;
    const { role } = call.body;
    const isSelf = userId === call.actor.userId;
    const member = await call.scoped('members.put', async ({ db, mine, owner }) => {
      const current = await db
        .selectFrom('memberships')
        .select('role')
        .where(mine('memberships'))
        .where('userId', '=', userId)
        .executeTakeFirst();
      const former = await db
        .selectFrom('formerMembers')
        .select('userId')
        .where(mine('formerMembers'))
        .where('userId', '=', userId)
        .where('removedAt', '>', new Date(Date.now() - READMISSION_DAYS * 86_400_000))
        .executeTakeFirst();
      if (current === undefined && former === undefined) return notFound();
      const refusal = mayChange(call, { from: current?.role ?? 'none', to: role, isSelf });
      if (refusal !== undefined) return refusal;
      await db
        .insertInto('memberships')
        .values({ workspaceId: owner.workspaceId, userId, role })
        .onConflict((conflict) => conflict.columns(['workspaceId', 'userId']).doUpdateSet({ role }))
        .execute();
      await db
        .deleteFrom('formerMembers')
        .where(mine('formerMembers'))
        .where('userId', '=', userId)
        .execute();
      const found = await selectMembers(db)
        .where(mine('memberships'))
        .where('memberships.userId', '=', userId)
        .executeTakeFirst();
      return found ?? notFound();
    });
    if (!(member instanceof Refusal)) await recordAudit(call, 'member.put', userId);
    return member;
  },
});

function mayChange(
  { services, actor }: Call<unknown, unknown, unknown>,
  change: RoleChange,
): Refusal | undefined {
  return services.policies.access.maySetRole(actor, change)
    ? undefined
    : refuse(403, 'role', 'Your role does not allow this change.');
}
