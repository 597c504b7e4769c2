import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { admins } from './access.ts';
import { recordAudit } from './audit.ts';
import { Member, selectMembers } from './members.ts';
import { Moment, iso, text } from './schemas.ts';

export const adminMembers = defineRoute({
  id: 'adminListMembers',
  method: 'GET',
  path: '/api/admin/members',
  tag: 'admin',
  summary: 'The members of the workspace with when they joined',
  access: admins,
  limit: 'read',
  success: {
    status: 200,
    description: 'The members.',
    body: z.object({ members: z.array(Member.extend({ joinedAt: Moment })) }),
  },
  handle: async (call) => {
    const rows = await call.scoped('admin.members', ({ db, mine }) =>
      selectMembers(db)
        .select('memberships.createdAt')
        .where(mine('memberships'))
        .orderBy('memberships.createdAt')
        .execute(),
    );
    return { members: rows.map(({ createdAt, ...row }) => ({ ...row, joinedAt: iso(createdAt) })) };
  },
});

const Settings = z.object({ assistantName: z.string(), retentionDays: z.int() });
const COLUMNS = ['assistantName', 'retentionDays'] as const;

export const getSettings = defineRoute({
  id: 'getSettings',
  method: 'GET',
  path: '/api/admin/settings',
  tag: 'admin',
  summary: 'The settings of the workspace',
  access: admins,
  limit: 'read',
  success: { status: 200, description: 'The settings.', body: Settings },
  handle: async (call) => {
    const row = await call.scoped('admin.settings', ({ db }) =>
      db.selectFrom('workspaces').select(COLUMNS).where('id', '=', call.actor.workspaceId).executeTakeFirst(),
    );
    return row ?? notFound();
  },
});

export const updateSettings = defineRoute({
  id: 'updateSettings',
  method: 'PATCH',
  path: '/api/admin/settings',
  tag: 'admin',
  summary: 'Change the settings of the workspace',
  access: admins,
  limit: 'write',
  body: z.strictObject({
    assistantName: text(60).optional(),
    retentionDays: z.int().min(1).max(3_650).optional(),
  }),
  success: { status: 200, description: 'The settings as they are now.', body: Settings },
  handle: async (call) => {
    const { workspaceId } = call.actor;
    const { assistantName, retentionDays } = call.body;
    const row = await call.scoped('admin.updateSettings', async ({ db }) => {
      const current = await db
        .selectFrom('workspaces')
        .select(COLUMNS)
        .where('id', '=', workspaceId)
        .forUpdate()
        .executeTakeFirst();
      if (current === undefined) return undefined;
      const changed = {
        assistantName: assistantName ?? current.assistantName,
        retentionDays: retentionDays ?? current.retentionDays,
      };
      await db.updateTable('workspaces').set(changed).where('id', '=', workspaceId).execute();
      return changed;
    });
    if (row === undefined) return notFound();
    await recordAudit(call, 'settings.changed', workspaceId);
    return row;
  },
});
