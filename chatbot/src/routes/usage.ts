import { sql } from 'kysely';
import { z } from 'zod';
import { defineRoute } from '../http/route.ts';
import { readBudget } from '../chat/budget.ts';
import { everyone } from './access.ts';
import { BudgetShown } from './budget.ts';
import { Id } from './schemas.ts';

export const getUsage = defineRoute({
  id: 'getUsage',
  method: 'GET',
  path: '/api/usage',
  tag: 'usage',
  summary: 'How much the workspace has used',
  access: everyone('read'),
  limit: 'read',
  success: {
    status: 200,
    description: 'Totals since the workspace began, and the model’s budget of this month.',
    body: z.object({ workspaceId: Id, messages: z.int(), uploads: z.int(), model: BudgetShown }),
  },
  handle: async (call) => {
    const { workspaceId } = call.actor;
    const total = (kind: 'message' | 'upload') =>
      sql<number>`coalesce(sum(amount) filter (where kind = ${kind}), 0)::int`;
    const row = await call.scoped('usage.read', ({ db, mine }) =>
      db
        .selectFrom('usageEvents')
        .select([total('message').as('messages'), total('upload').as('uploads')])
        .where(mine('usageEvents'))
        .executeTakeFirstOrThrow(),
    );
    return { workspaceId, ...row, model: await readBudget(call) };
  },
});
