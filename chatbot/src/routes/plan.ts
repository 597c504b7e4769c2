import { z } from 'zod';
import { refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { owners } from './access.ts';
import { recordAudit } from './audit.ts';
import { Id, text } from './schemas.ts';

export const changePlan = defineRoute({
  id: 'changePlan',
  method: 'POST',
  path: '/api/workspaces/{workspaceId}/plan',
  tag: 'workspaces',
  summary: 'Turn a workspace into a paid one with a voucher',
  access: owners,
  limit: 'token',
  params: z.object({ workspaceId: Id }),
  body: z.strictObject({ voucher: text(100) }),
  success: { status: 200, description: 'Paid.', body: z.object({ tier: z.literal('paid') }) },
  handle: async (call) => {
    if (!call.services.config.vouchers.includes(call.body.voucher)) {
      return refuse(400, 'invalid_voucher', 'This voucher is not known.');
    }
    const { workspaceId } = call.actor;
    await call.scoped('workspaces.plan', ({ db }) =>
      db.updateTable('workspaces').set({ tier: 'paid' }).where('id', '=', workspaceId).execute(),
    );
    await recordAudit(call, 'plan.changed', workspaceId);
    return { tier: 'paid' as const };
  },
});
