import { asSystem } from '../data/scoped.ts';
import { deliver, type DeliveryStatus } from '../http/deliver.ts';
import type { Services } from '../services.ts';
import { afterFailure, type Next } from './after-attempt.ts';

/** Sends one waiting delivery, and writes down how it went. */
export async function attemptDelivery(services: Services, id: string): Promise<void> {
  const row = await asSystem(services.db, (db) =>
    db
      .selectFrom('deliveries')
      .innerJoin('webhooks', 'webhooks.id', 'deliveries.webhookId')
      .select(['url', 'secret', 'payload', 'attempts'])
      .where('deliveries.id', '=', id)
      .executeTakeFirst(),
  );
  if (row === undefined) return;
  const { url, secret, attempts } = row;
  const status = await deliver({ id, url, secret, payload: JSON.stringify(row.payload) }, services);
  const next = nextOf(services, status, attempts);
  const isForgotten = next.state === 'dead' && !services.policies.hooks.keepsDead();
  await asSystem(services.db, async (db) => {
    if (isForgotten) await db.deleteFrom('deliveries').where('id', '=', id).execute();
    else
      await db
        .updateTable('deliveries')
        .set({ status, ...next })
        .where('id', '=', id)
        .execute();
  });
}

/** An address that we may not call is not called again. */
function nextOf(services: Services, status: DeliveryStatus, attempts: number): Next {
  if (services.policies.hooks.isReceived(status)) return { state: 'done', nextAttemptAt: new Date() };
  if (status === 'refused') return { state: 'dead', nextAttemptAt: new Date() };
  return afterFailure(services, attempts);
}
