import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { asSystem } from '../data/scoped.ts';
import type { Tables } from '../data/tables.ts';
import type { Services } from '../services.ts';
import { afterFailure } from './after-attempt.ts';
import { emitEvent } from './emit.ts';

/** What the billing system tells us. Types that we do not know are taken and left alone. */
export const BillingEvent = z.object({
  type: z.string().min(1).max(100),
  timestamp: z.iso.datetime().optional(),
  data: z.object({
    workspaceId: z.uuid().describe('The id of the workspace that it is about'),
    credits: z.int().min(1).max(1_000_000).optional(),
    tier: z.enum(['free', 'paid']).optional(),
  }),
});

type BillingEvent = z.output<typeof BillingEvent>;

/** Does what a waiting event says, all of it or nothing, and writes down how it went. */
export async function attemptEvent(services: Services, id: string): Promise<void> {
  try {
    const changed = await asSystem(services.db, (db) => apply(db, id));
    if (changed !== undefined) {
      await emitEvent(services, changed.data.workspaceId, { type: 'billing.changed', data: changed });
    }
  } catch (error) {
    await asSystem(services.db, (db) => giveBack(db, services, { id, problem: reasonOf(error) }));
  }
}

/** A reason that its owner may read. */
class NotYet extends Error {}

const reasonOf = (error: unknown): string =>
  error instanceof NotYet ? error.message : 'Something went wrong on our side.';

async function apply(db: Transaction<Tables>, id: string): Promise<BillingEvent | undefined> {
  const row = await db
    .updateTable('hookEvents')
    .set({ state: 'done', problem: '' })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning('payload')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const event = BillingEvent.parse(row.payload);
  const { workspaceId, credits, tier } = event.data;
  switch (event.type) {
    case 'credits.granted':
      await addCredits(db, workspaceId, credits ?? 0);
      return event;
    case 'credits.revoked':
      await addCredits(db, workspaceId, -(credits ?? 0));
      return event;
    case 'plan.changed':
      if (tier === undefined) return undefined;
      await db.updateTable('workspaces').set({ tier }).where('id', '=', workspaceId).execute();
      return event;
    default:
      return undefined;
  }
}

/** Events overtake each other: what is taken back before it was given waits until it is there. */
async function addCredits(db: Transaction<Tables>, workspaceId: string, credits: number): Promise<void> {
  const changed = await db
    .updateTable('workspaces')
    .set({ credits: sql<number>`credits + ${credits}::integer` })
    .where('id', '=', workspaceId)
    .where(sql<boolean>`credits + ${credits}::integer >= 0`)
    .returning('id')
    .executeTakeFirst();
  if (changed === undefined) throw new NotYet('The workspace has fewer credits than are taken back.');
}

async function giveBack(
  db: Transaction<Tables>,
  services: Services,
  { id, problem }: { readonly id: string; readonly problem: string },
): Promise<void> {
  const row = await db.selectFrom('hookEvents').select('attempts').where('id', '=', id).executeTakeFirst();
  if (row === undefined) return;
  await db
    .updateTable('hookEvents')
    .set({ problem, ...afterFailure(services, row.attempts) })
    .where('id', '=', id)
    .execute();
}
