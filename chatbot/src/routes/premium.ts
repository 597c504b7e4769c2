import { z } from 'zod';
import type { Call } from '../http/call.ts';
import { notFound, refuse, type Refusal } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone, members } from './access.ts';
import { Id, text } from './schemas.ts';

/** Collections that come with the paid plan. */
const INCLUDED = [
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

const Premium = z.object({ id: Id, name: z.string(), text: z.string() });
const Params = z.object({ premiumId: Id });
const COLUMNS = ['id', 'name', 'text'] as const;

async function tierRefusal(call: Call<unknown, unknown, unknown>): Promise<Refusal | undefined> {
  const { workspaceId } = call.actor;
  const workspace = await call.scoped('workspaces.read', ({ db }) =>
    db.selectFrom('workspaces').select('tier').where('id', '=', workspaceId).executeTakeFirst(),
  );
  return call.services.policies.access.reachesTier(workspace?.tier ?? 'free', 'paid')
    ? undefined
    : refuse(403, 'tier', 'Premium collections come with the paid plan.');
}

export const createPremium = defineRoute({
  id: 'createPremiumCollection',
  method: 'POST',
  path: '/api/collections/premium',
  tag: 'collections',
  summary: 'Add a premium collection of your own, for paid workspaces',
  access: members('chat'),
  limit: 'write',
  body: z.strictObject({ name: text(100), text: text(2_000) }),
  success: { status: 201, description: 'Added.', body: Premium },
  handle: async (call) => {
    const refusal = await tierRefusal(call);
    if (refusal !== undefined) return refusal;
    const id = call.services.policies.identifiers.create('other');
    return call.scoped('premium.create', ({ db, owner }) =>
      db
        .insertInto('premiumCollections')
        .values({ ...owner, id, name: call.body.name, text: call.body.text })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow(),
    );
  },
});

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
    description: 'Those of the plan, then those of the workspace.',
    body: z.object({ collections: z.array(Premium) }),
  },
  handle: async (call) => {
    const refusal = await tierRefusal(call);
    if (refusal !== undefined) return refusal;
    const own = await call.scoped('premium.list', ({ db, mine }) =>
      db
        .selectFrom('premiumCollections')
        .select(COLUMNS)
        .where(mine('premiumCollections'))
        .orderBy('createdAt', 'desc')
        .limit(200)
        .execute(),
    );
    return { collections: [...INCLUDED, ...own] };
  },
});

export const getPremium = defineRoute({
  id: 'getPremiumCollection',
  method: 'GET',
  path: '/api/collections/premium/{premiumId}',
  tag: 'collections',
  summary: 'One premium collection, for paid workspaces',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The collection.', body: Premium },
  handle: async (call) => {
    const refusal = await tierRefusal(call);
    if (refusal !== undefined) return refusal;
    const { premiumId } = call.params;
    const own = await call.scoped('premium.read', ({ db, mine }) =>
      db
        .selectFrom('premiumCollections')
        .select(COLUMNS)
        .where('id', '=', premiumId)
        .where(mine('premiumCollections'))
        .executeTakeFirst(),
    );
    return own ?? INCLUDED.find(({ id }) => id === premiumId) ?? notFound();
  },
});

/** Allowed on every plan: who stops paying can still tidy up. */
export const deletePremium = defineRoute({
  id: 'deletePremiumCollection',
  method: 'DELETE',
  path: '/api/collections/premium/{premiumId}',
  tag: 'collections',
  summary: 'Delete a premium collection of your own',
  access: members('chat'),
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'Deleted.' },
  handle: async (call) => {
    const row = await call.scoped('premium.delete', ({ db, mine }) =>
      db
        .deleteFrom('premiumCollections')
        .where('id', '=', call.params.premiumId)
        .where(mine('premiumCollections'))
        .returning('id')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});
