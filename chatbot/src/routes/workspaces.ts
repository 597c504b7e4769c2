import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { createWorkspace } from '../identity/create-account.ts';
import { recordAudit } from './audit.ts';
import { account, admins, everyone } from './access.ts';
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
  summary: 'Create a workspace and own it',
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

export const activateWorkspace = defineRoute({
  id: 'activateWorkspace',
  method: 'POST',
  path: '/api/workspaces/{workspaceId}/activate',
  tag: 'workspaces',
  summary: 'Work in this workspace from now on',
  access: everyone('read'),
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'It is your active workspace now.' },
  handle: async (call) => {
    const { userId, sessionId, workspaceId } = call.actor;
    await call.system(async (db) => {
      await db
        .updateTable('users')
        .set({ defaultWorkspaceId: workspaceId })
        .where('id', '=', userId)
        .execute();
      if (sessionId === undefined) return;
      await db.updateTable('sessions').set({ workspaceId }).where('id', '=', sessionId).execute();
    });
  },
});
