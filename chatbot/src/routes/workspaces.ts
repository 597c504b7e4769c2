import { z } from 'zod';
import { notFound, refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { createWorkspace } from '../identity/create-account.ts';
import { recordAudit } from './audit.ts';
import { account, admins, everyone, owners } from './access.ts';
import { Id, iso, Moment, text } from './schemas.ts';

const Workspace = z.object({
  id: Id,
  slug: z.string(),
  name: z.string(),
  tier: z.enum(['free', 'paid']),
  createdAt: Moment,
});

const COLUMNS = ['id', 'slug', 'name', 'tier', 'createdAt'] as const;

const Params = z.object({ workspaceId: Id });

export const listWorkspaces = defineRoute({
  id: 'listWorkspaces',
  method: 'GET',
  path: '/api/workspaces',
  tag: 'workspaces',
  summary: 'The workspaces that you belong to',
  access: account('read'),
  limit: 'read',
  success: {
    status: 200,
    description: 'Your workspaces, with your role in each.',
    body: z.object({ workspaces: z.array(Workspace.extend({ role: z.string() })) }),
  },
  handle: async (call) => {
    const rows = await call.system((db) =>
      db
        .selectFrom('memberships')
        .innerJoin('workspaces', 'workspaces.id', 'memberships.workspaceId')
        .select(['id', 'slug', 'name', 'tier', 'workspaces.createdAt', 'role'])
        .where('memberships.userId', '=', call.actor.userId)
        .orderBy('memberships.createdAt')
        .execute(),
    );
    return { workspaces: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});

export const createWorkspaceRoute = defineRoute({
  id: 'createWorkspace',
  method: 'POST',
  path: '/api/workspaces',
  tag: 'workspaces',
  summary: 'Create a workspace and own it; the one that you work in stays the active one',
  access: account('admin'),
  limit: 'write',
  body: z.strictObject({ name: text(100) }),
  success: { status: 201, description: 'Created.', body: Workspace },
  handle: async (call) => {
    const { userId } = call.actor;
    const row = await call.system(async (db) => {
      const id = await createWorkspace(db, { name: call.body.name, userId, role: 'owner' });
      return db.selectFrom('workspaces').select(COLUMNS).where('id', '=', id).executeTakeFirstOrThrow();
    });
    return { ...row, createdAt: iso(row.createdAt) };
  },
});

export const getWorkspace = defineRoute({
  id: 'getWorkspace',
  method: 'GET',
  path: '/api/workspaces/{workspaceId}',
  tag: 'workspaces',
  summary: 'One workspace',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The workspace.', body: Workspace },
  handle: async (call) => {
    const row = await call.scoped('workspaces.read', ({ db }) =>
      db.selectFrom('workspaces').select(COLUMNS).where('id', '=', call.actor.workspaceId).executeTakeFirst(),
    );
    return row === undefined ? notFound() : { ...row, createdAt: iso(row.createdAt) };
  },
});

export const updateWorkspace = defineRoute({
  id: 'updateWorkspace',
  method: 'PATCH',
  path: '/api/workspaces/{workspaceId}',
  tag: 'workspaces',
  summary: 'Rename a workspace',
  access: admins,
  limit: 'write',
  params: Params,
  body: z.strictObject({ name: text(100) }),
  success: { status: 200, description: 'Renamed.', body: Workspace },
  handle: async (call) => {
    const { name } = call.body;
    const row = await call.scoped('workspaces.update', ({ db }) =>
      db
        .updateTable('workspaces')
        .set({ name })
        .where('id', '=', call.actor.workspaceId)
        .returning(COLUMNS)
        .executeTakeFirst(),
    );
    if (row === undefined) return notFound();
    await recordAudit(call, 'workspace.renamed', row.id);
    return { ...row, createdAt: iso(row.createdAt) };
  },
});

export const deleteWorkspace = defineRoute({
  id: 'deleteWorkspace',
  method: 'DELETE',
  path: '/api/workspaces/{workspaceId}',
  tag: 'workspaces',
  summary: 'Delete a workspace with all that is in it; your last one stays',
  access: owners,
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'Deleted.' },
  refusals: [409],
  handle: async (call) => {
    const { userId, workspaceId } = call.actor;
    return call.scoped('workspaces.delete', async ({ db }) => {
      // Locked, so that two requests cannot each take the other's workspace for the one that stays.
      const memberships = await db
        .selectFrom('memberships')
        .select(['workspaceId', 'state'])
        .where('userId', '=', userId)
        .orderBy('workspaceId')
        .forUpdate()
        .execute();
      const others = memberships.filter((one) => one.workspaceId !== workspaceId && one.state === 'active');
      if (others.length === 0) {
        return refuse(409, 'last_workspace', 'This is your only workspace. Create another one first.');
      }
      const { numDeletedRows } = await db
        .deleteFrom('workspaces')
        .where('id', '=', workspaceId)
        .executeTakeFirst();
      return numDeletedRows === 0n ? notFound() : undefined;
    });
  },
});
