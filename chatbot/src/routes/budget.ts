import { z } from 'zod';
import { readBudget } from '../chat/budget.ts';
import { defineRoute } from '../http/route.ts';
import { owners } from './access.ts';
import { recordAudit } from './audit.ts';
import { Id } from './schemas.ts';

/** What the model costs, as the product shows it. */
export const BudgetShown = z.object({
  spentTokens: z.int().describe('What the model has cost this month'),
  budgetTokens: z.int().describe('What it may cost in a month; beyond it the assistant does not answer'),
});

export const setBudget = defineRoute({
  id: 'setBudget',
  method: 'PUT',
  path: '/api/workspaces/{workspaceId}/budget',
  tag: 'workspaces',
  summary: 'Say what the model may cost in a month',
  access: owners,
  limit: 'write',
  params: z.object({ workspaceId: Id }),
  body: z.strictObject({ tokens: z.int().min(0).max(1_000_000_000).meta({ example: 1_000_000 }) }),
  success: { status: 200, description: 'Set.', body: BudgetShown },
  handle: async (call) => {
    const { workspaceId } = call.actor;
    await call.scoped('budget.set', ({ db }) =>
      db
        .updateTable('workspaces')
        .set({ monthlyTokens: call.body.tokens })
        .where('id', '=', workspaceId)
        .execute(),
    );
    await recordAudit(call, 'budget.set', workspaceId);
    return readBudget(call);
  },
});
