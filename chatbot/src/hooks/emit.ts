import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { asSystem } from '../data/scoped.ts';
import type { Services } from '../services.ts';

/** Something that a workspace's own servers are told. */
export type HookEvent = {
  readonly type: 'approval.requested' | 'tool.executed' | 'billing.changed' | 'test';
  readonly data: object;
};

/** The body that goes out, in the shape that Standard Webhooks proposes. */
export const payloadOf = ({ type, data }: HookEvent): string =>
  JSON.stringify({ type, timestamp: new Date().toISOString(), data });

/** Queues an event for every webhook of a workspace; the answer to the caller does not wait for it. */
export async function emitEvent(services: Services, workspaceId: string, event: HookEvent): Promise<void> {
  const payload = payloadOf(event);
  const queued = await asSystem(services.db, async (db) => {
    const webhooks = await db
      .selectFrom('webhooks')
      .select(['id', 'userId'])
      .where('workspaceId', '=', workspaceId)
      .limit(100)
      .execute();
    for (const webhook of webhooks) {
      await db
        .insertInto('deliveries')
        .values({
          id: randomUUID(),
          workspaceId,
          userId: webhook.userId,
          webhookId: webhook.id,
          event: event.type,
          payload: sql`${payload}::jsonb`,
          status: '',
          state: 'waiting',
          attempts: 0,
        })
        .execute();
    }
    return webhooks.length;
  });
  if (queued > 0) services.queue().wake();
}
