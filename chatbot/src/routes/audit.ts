import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Call } from '../http/call.ts';
import { defineRoute } from '../http/route.ts';
import { admins } from './access.ts';
import { Id, iso, Moment } from './schemas.ts';

/** Notes who did what to which object; ids only, no content. */
export async function recordAudit(
  call: Call<unknown, unknown, unknown>,
  action: string,
  subject: string,
): Promise<void> {
  if (!call.services.policies.logs.isNoted(action)) return;
  await call.scoped('audit.record', ({ db, owner }) =>
    db
      .insertInto('auditEvents')
      .values({ ...owner, id: randomUUID(), action, subject })
      .execute(),
  );
}

export const listAudit = defineRoute({
  id: 'listAuditEvents',
  method: 'GET',
  path: '/api/audit',
  tag: 'admin',
  summary: 'What was done in the workspace, newest first',
  access: admins,
  limit: 'read',
  success: {
    status: 200,
    description: 'The newest events.',
    body: z.object({
      events: z.array(
        z.object({ id: Id, userId: Id, action: z.string(), subject: z.string(), createdAt: Moment }),
      ),
    }),
  },
  handle: async (call) => {
    const rows = await call.scoped('audit.list', ({ db, mine }) =>
      db
        .selectFrom('auditEvents')
        .select(['id', 'userId', 'action', 'subject', 'createdAt'])
        .where(mine('auditEvents'))
        .orderBy('createdAt', 'desc')
        .limit(200)
        .execute(),
    );
    return { events: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});
