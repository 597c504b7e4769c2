import { z } from 'zod';
import type { Call } from '../http/call.ts';
import { notFound, refuse, type Refusal } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone, owners } from './access.ts';
import { recordAudit } from './audit.ts';
import { Id, text } from './schemas.ts';

/** Collections that come with the product, for workspaces that pay. */
const PREMIUM = [
  {
    id: '6f1c2a58-40f4-4c0e-9a51-0d9a0f6b7d11',
    name: 'Interview guides',
    text: 'Forty question sets for hiring, by role and by seniority.',
  },
  {
    id: '0b0e8d1e-7c6b-4b56-8d6e-3a1a8c9f4e22',
    name: 'Contract clauses',
    text: 'Plain-language readings of the clauses that small teams sign most often.',
  },
] as const;

const Premium = z.object({ id: Id, name: z.string() });

async function tierRefusal(call: Call<unknown, unknown, unknown>): Promise<Refusal | undefined> {
  const { workspaceId } = call.actor;
  const workspace = await call.scoped('workspaces.read', ({ db }) =>
    db.selectFrom('workspaces').select('tier').where('id', '=', workspaceId).executeTakeFirst(),
  );
  return call.services.policies.access.reachesTier(workspace?.tier ?? 'free', 'paid')
    ? undefined
    : refuse(403, 'tier', 'Premium collections come with the paid plan.');
}

export const listPremium = defineRoute({
  id: 'listPremiumCollections',
  method: 'GET',
  path: '/api/collections/premium',
  tag: 'collections',
  summary: 'The premium collections, for paid workspaces',
  access: everyone('read'),
  limit: 'read',
  success: {
    status: 200,
    description: 'The collections.',
    body: z.object({ collections: z.array(Premium) }),
  },
  handle: async (call) => (await tierRefusal(call)) ?? { collections: [...PREMIUM] },
});

export const getPremium = defineRoute({
  id: 'getPremiumCollection',
  method: 'GET',
  path: '/api/collections/premium/{premiumId}',
  tag: 'collections',
  summary: 'One premium collection, for paid workspaces',
  access: everyone('read'),
  limit: 'read',
  params: z.object({ premiumId: Id }),
  success: { status: 200, description: 'The collection.', body: Premium.extend({ text: z.string() }) },
  handle: async (call) => {
    const refusal = await tierRefusal(call);
    return refusal ?? PREMIUM.find(({ id }) => id === call.params.premiumId) ?? notFound();
  },
});

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
