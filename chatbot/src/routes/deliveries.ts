import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { admins } from './access.ts';
import { recordAudit } from './audit.ts';
import { Id, iso, Moment, QueueState } from './schemas.ts';

export const Delivery = z.object({
  id: Id,
  webhook: z.string().describe('The description of the webhook'),
  event: z.string(),
  state: QueueState,
  attempts: z.int(),
  status: z.string().describe('The last answer: an HTTP status, `failed` without one, `refused` by us'),
  payload: z.unknown(),
  createdAt: Moment,
});

export const DELIVERY_COLUMNS = [
  'deliveries.id',
  'description as webhook',
  'event',
  'state',
  'attempts',
  'status',
  'payload',
  'deliveries.createdAt',
] as const;

export const listDead = defineRoute({
  id: 'listDeadDeliveries',
  method: 'GET',
  path: '/api/deliveries/dead',
  tag: 'webhooks',
  summary: 'What could not be delivered to any webhook of the workspace, newest first',
  access: admins,
  limit: 'read',
  success: {
    status: 200,
    description: 'The dead letters.',
    body: z.object({ deliveries: z.array(Delivery) }),
  },
  handle: async (call) => {
    const rows = await call.scoped('deliveries.dead', ({ db, mine }) =>
      db
        .selectFrom('deliveries')
        .innerJoin('webhooks', 'webhooks.id', 'deliveries.webhookId')
        .select(DELIVERY_COLUMNS)
        .where('state', '=', 'dead')
        .where(mine('deliveries'))
        .orderBy('deliveries.createdAt', 'desc')
        .limit(100)
        .execute(),
    );
    return { deliveries: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});

export const redeliver = defineRoute({
  id: 'redeliver',
  method: 'POST',
  path: '/api/deliveries/{deliveryId}/redeliver',
  tag: 'webhooks',
  summary: 'Send a delivery again that was given up',
  access: admins,
  limit: 'write',
  params: z.object({ deliveryId: Id }),
  success: { status: 204, description: 'It is sent again now.' },
  handle: async (call) => {
    const row = await call.scoped('deliveries.redeliver', ({ db, mine }) =>
      db
        .updateTable('deliveries')
        .set({ state: 'waiting', attempts: 0, nextAttemptAt: new Date() })
        .where('id', '=', call.params.deliveryId)
        .where('state', '=', 'dead')
        .where(mine('deliveries'))
        .returning('id')
        .executeTakeFirst(),
    );
    if (row === undefined) return notFound();
    await recordAudit(call, 'delivery.redelivered', row.id);
    call.services.queue().wake();
    return undefined;
  },
});
