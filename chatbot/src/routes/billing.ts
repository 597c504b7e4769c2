import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../data/tables.ts';
import { BillingEvent } from '../hooks/incoming.ts';
import { refuse, type Refusal } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import type { HookProblem } from '../policies/hooks.ts';
import { admins, anyone } from './access.ts';
import { recordAudit } from './audit.ts';
import { Id, iso, Moment, QueueState } from './schemas.ts';

export const receiveBilling = defineRoute({
  id: 'receiveBillingEvent',
  method: 'POST',
  path: '/hooks/billing',
  tag: 'billing',
  summary: 'Where the billing system sends its events, signed as Standard Webhooks says',
  access: anyone,
  limit: 'webhook',
  bodyKind: 'signed',
  body: z.string(),
  documents: BillingEvent,
  success: {
    status: 202,
    description: 'Taken, or known already.',
    body: z.object({ received: z.boolean() }),
  },
  refusals: [401, 503],
  handle: async (call) => {
    const { config, policies, queue } = call.services;
    const secret = config.billingSecret;
    if (secret === undefined) return refuse(503, 'unavailable', 'No billing system is connected.');
    const { headers } = call.request;
    const problem = policies.hooks.problem({ headers, raw: call.body, secret, now: new Date() });
    if (problem !== undefined) return unsigned(problem);
    const event = BillingEvent.safeParse(parsed(call.body));
    if (!event.success) return refuse(400, 'invalid_request', 'This is no billing event.');
    const id = policies.hooks.memoryOf(headers.get('webhook-id') ?? randomUUID());
    const memory = await call.system((db) => remember(db, id, event.data));
    if (memory === 'nowhere') return refuse(400, 'invalid_request', 'There is no such workspace.');
    // An event that is known is taken like a new one: the sender only wants to hear that it arrived.
    if (memory === 'new') await queue().tryNow('hookEvents', id);
    return { received: true };
  },
});

const PROBLEMS: Readonly<Record<HookProblem, string>> = {
  unsigned: 'Sign the event: webhook-id, webhook-timestamp and webhook-signature are needed.',
  'wrong-signature': 'The signature does not fit the event.',
  stale: 'The event is too old.',
};

const unsigned = (problem: HookProblem): Refusal => refuse(401, 'invalid_signature', PROBLEMS[problem]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps an event under its id, unless it is there already. */
async function remember(
  db: Transaction<Tables>,
  id: string,
  event: z.output<typeof BillingEvent>,
): Promise<'new' | 'known' | 'nowhere'> {
  const workspace = await db
    .selectFrom('workspaces')
    .select('id')
    .where('id', '=', event.data.workspaceId)
    .executeTakeFirst();
  if (workspace === undefined) return 'nowhere';
  const kept = await db
    .insertInto('hookEvents')
    .values({
      id,
      workspaceId: workspace.id,
      type: event.type,
      payload: sql`${JSON.stringify(event)}::jsonb`,
      state: 'waiting',
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept === undefined ? 'known' : 'new';
}

export const getBilling = defineRoute({
  id: 'getBilling',
  method: 'GET',
  path: '/api/billing',
  tag: 'billing',
  summary: 'What the workspace has paid for',
  access: admins,
  limit: 'read',
  success: {
    status: 200,
    description: 'Plan and credits.',
    body: z.object({ workspaceId: Id, tier: z.enum(['free', 'paid']), credits: z.int() }),
  },
  handle: async (call) => {
    const { workspaceId } = call.actor;
    const row = await call.scoped('billing.read', ({ db }) =>
      db
        .selectFrom('workspaces')
        .select(['tier', 'credits'])
        .where('id', '=', workspaceId)
        .executeTakeFirstOrThrow(),
    );
    return { workspaceId, ...row };
  },
});

const EventId = z.string().min(1).max(200);

export const listBillingEvents = defineRoute({
  id: 'listBillingEvents',
  method: 'GET',
  path: '/api/billing/events',
  tag: 'billing',
  summary: 'What the billing system told us, newest first; `dead` is what could not be done',
  access: admins,
  limit: 'read',
  success: {
    status: 200,
    description: 'The events.',
    body: z.object({
      events: z.array(
        z.object({
          id: EventId,
          type: z.string(),
          state: QueueState,
          attempts: z.int(),
          problem: z.string(),
          createdAt: Moment,
        }),
      ),
    }),
  },
  handle: async (call) => {
    const rows = await call.scoped('billing.events', ({ db, mine }) =>
      db
        .selectFrom('hookEvents')
        .select(['id', 'type', 'state', 'attempts', 'problem', 'createdAt'])
        .where(mine('hookEvents'))
        .orderBy('createdAt', 'desc')
        .limit(100)
        .execute(),
    );
    return { events: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});

export const retryBillingEvents = defineRoute({
  id: 'retryBillingEvents',
  method: 'POST',
  path: '/api/billing/events/retry',
  tag: 'billing',
  summary: 'Try the events again that could not be done',
  access: admins,
  limit: 'write',
  success: { status: 204, description: 'They are tried now.' },
  handle: async (call) => {
    const rows = await call.scoped('billing.retry', ({ db, mine }) =>
      db
        .updateTable('hookEvents')
        .set({ state: 'waiting', attempts: 0, nextAttemptAt: new Date() })
        .where('state', '=', 'dead')
        .where(mine('hookEvents'))
        .returning('id')
        .execute(),
    );
    for (const { id } of rows) await recordAudit(call, 'billing.retried', id);
    call.services.queue().wake();
    return undefined;
  },
});
