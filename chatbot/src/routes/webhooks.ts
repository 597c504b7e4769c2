import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { payloadOf } from '../hooks/emit.ts';
import type { Call } from '../http/call.ts';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { newSigningSecret } from '../http/signature.ts';
import { admins } from './access.ts';
import { recordAudit } from './audit.ts';
import { Delivery, DELIVERY_COLUMNS } from './deliveries.ts';
import { Id, iso, Moment, text } from './schemas.ts';

const Webhook = z.object({ id: Id, url: z.string(), description: z.string(), createdAt: Moment });
const Params = z.object({ webhookId: Id });

export const createWebhook = defineRoute({
  id: 'createWebhook',
  method: 'POST',
  path: '/api/webhooks',
  tag: 'webhooks',
  summary: 'Have your server told what happens; the signing secret is shown once',
  access: admins,
  limit: 'write',
  body: z.strictObject({
    url: z.url({ protocol: /^https?$/ }).max(500),
    description: text(200).optional().describe('What it is for'),
  }),
  success: { status: 201, description: 'Registered.', body: Webhook.extend({ secret: z.string() }) },
  handle: async (call) => {
    const secret = newSigningSecret();
    const { url, description = '' } = call.body;
    const row = await call.scoped('webhooks.create', ({ db, owner }) =>
      db
        .insertInto('webhooks')
        .values({ ...owner, id: randomUUID(), url, description, secret })
        .returning(['id', 'createdAt'])
        .executeTakeFirstOrThrow(),
    );
    await recordAudit(call, 'webhook.created', row.id);
    return { id: row.id, url, description, secret, createdAt: iso(row.createdAt) };
  },
});

export const listWebhooks = defineRoute({
  id: 'listWebhooks',
  method: 'GET',
  path: '/api/webhooks',
  tag: 'webhooks',
  summary: 'The webhooks of the workspace',
  access: admins,
  limit: 'read',
  success: { status: 200, description: 'The webhooks.', body: z.object({ webhooks: z.array(Webhook) }) },
  handle: async (call) => {
    const rows = await call.scoped('webhooks.list', ({ db, mine }) =>
      db
        .selectFrom('webhooks')
        .select(['id', 'url', 'description', 'createdAt'])
        .where(mine('webhooks'))
        .limit(100)
        .execute(),
    );
    return { webhooks: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});

export const deleteWebhook = defineRoute({
  id: 'deleteWebhook',
  method: 'DELETE',
  path: '/api/webhooks/{webhookId}',
  tag: 'webhooks',
  summary: 'Remove a webhook',
  access: admins,
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'Removed.' },
  handle: async (call) => {
    const row = await call.scoped('webhooks.delete', ({ db, mine }) =>
      db
        .deleteFrom('webhooks')
        .where('id', '=', call.params.webhookId)
        .where(mine('webhooks'))
        .returning('id')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});

export const testWebhook = defineRoute({
  id: 'testWebhook',
  method: 'POST',
  path: '/api/webhooks/{webhookId}/test',
  tag: 'webhooks',
  summary: 'Send a test event now',
  access: admins,
  limit: 'write',
  params: Params,
  body: z.strictObject({ note: z.string().max(200).default('') }),
  success: {
    status: 200,
    description: 'How the first attempt went; others follow if it failed.',
    body: z.object({ id: Id, status: z.string() }),
  },
  handle: async (call) => {
    const webhook = await call.scoped('webhooks.test', ({ db, mine }) =>
      db
        .selectFrom('webhooks')
        .select('id')
        .where('id', '=', call.params.webhookId)
        .where(mine('webhooks'))
        .executeTakeFirst(),
    );
    if (webhook === undefined) return notFound();
    const id = randomUUID();
    const payload = payloadOf({ type: 'test', data: { note: call.body.note } });
    await call.scoped('deliveries.record', ({ db, owner }) =>
      db
        .insertInto('deliveries')
        .values({
          ...owner,
          id,
          webhookId: webhook.id,
          event: 'test',
          payload: sql`${payload}::jsonb`,
          status: '',
          state: 'waiting',
          attempts: 0,
        })
        .execute(),
    );
    await call.services.queue().tryNow('deliveries', id);
    return { id, status: await lastStatus(call, id) };
  },
});

async function lastStatus(call: Call<unknown, unknown, unknown>, id: string): Promise<string> {
  const row = await call.scoped('deliveries.list', ({ db, mine }) =>
    db
      .selectFrom('deliveries')
      .select('status')
      .where('id', '=', id)
      .where(mine('deliveries'))
      .executeTakeFirst(),
  );
  return row?.status ?? 'failed';
}

export const listDeliveries = defineRoute({
  id: 'listDeliveries',
  method: 'GET',
  path: '/api/webhooks/{webhookId}/deliveries',
  tag: 'webhooks',
  summary: 'What was sent to a webhook, newest first',
  access: admins,
  limit: 'read',
  params: Params,
  success: {
    status: 200,
    description: 'The deliveries; none for a webhook that is not there.',
    body: z.object({ deliveries: z.array(Delivery) }),
  },
  handle: async (call) => {
    const rows = await call.scoped('deliveries.list', ({ db, mine }) =>
      db
        .selectFrom('deliveries')
        .innerJoin('webhooks', 'webhooks.id', 'deliveries.webhookId')
        .select(DELIVERY_COLUMNS)
        .where('webhookId', '=', call.params.webhookId)
        .where(mine('deliveries'))
        .orderBy('deliveries.createdAt', 'desc')
        .limit(100)
        .execute(),
    );
    return { deliveries: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});
