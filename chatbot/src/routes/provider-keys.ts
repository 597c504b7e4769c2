import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound, refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { admins } from './access.ts';
import { recordAudit } from './audit.ts';
import { Id, text } from './schemas.ts';

const ProviderKey = z.object({ id: Id, provider: z.string(), key: z.string().describe('Masked') });

/** All but the last four characters. */
const masked = (key: string): string => `••••${key.slice(-4)}`;

const Key = z.string().min(8).max(400);

export const createProviderKey = defineRoute({
  id: 'createProviderKey',
  method: 'POST',
  path: '/api/admin/provider-keys',
  tag: 'admin',
  summary: 'Give the key of a model provider that has none yet; it cannot be read back',
  access: admins,
  limit: 'write',
  body: z.strictObject({ provider: text(80), key: Key }),
  success: { status: 201, description: 'Set.', body: ProviderKey },
  refusals: [409],
  handle: async (call) => {
    const { provider, key } = call.body;
    const row = await call.scoped('providerKeys.create', ({ db, owner }) =>
      db
        .insertInto('providerKeys')
        .values({ ...owner, id: randomUUID(), provider, key })
        .onConflict((conflict) => conflict.columns(['workspaceId', 'provider']).doNothing())
        .returning('id')
        .executeTakeFirst(),
    );
    if (row === undefined) return refuse(409, 'taken', 'This provider has a key. Rotate that one.');
    await recordAudit(call, 'provider-key.created', row.id);
    return { id: row.id, provider, key: masked(key) };
  },
});

export const rotateProviderKey = defineRoute({
  id: 'rotateProviderKey',
  method: 'PUT',
  path: '/api/admin/provider-keys/{providerKeyId}',
  tag: 'admin',
  summary: 'Replace the key of a model provider',
  access: admins,
  limit: 'write',
  params: z.object({ providerKeyId: Id }),
  body: z.strictObject({ key: Key }),
  success: { status: 200, description: 'Replaced.', body: ProviderKey },
  handle: async (call) => {
    const { key } = call.body;
    const row = await call.scoped('providerKeys.rotate', ({ db, mine }) =>
      db
        .updateTable('providerKeys')
        .set({ key })
        .where('id', '=', call.params.providerKeyId)
        .where(mine('providerKeys'))
        .returning(['id', 'provider'])
        .executeTakeFirst(),
    );
    if (row === undefined) return notFound();
    await recordAudit(call, 'provider-key.rotated', row.id);
    return { ...row, key: masked(key) };
  },
});

export const listProviderKeys = defineRoute({
  id: 'listProviderKeys',
  method: 'GET',
  path: '/api/admin/provider-keys',
  tag: 'admin',
  summary: 'The model providers that have a key',
  access: admins,
  limit: 'read',
  success: {
    status: 200,
    description: 'The providers.',
    body: z.object({ providerKeys: z.array(ProviderKey) }),
  },
  handle: async (call) => {
    const showsWhole = call.services.policies.access.showsProviderKeys(call.actor);
    const rows = await call.scoped('providerKeys.list', ({ db, mine }) =>
      db.selectFrom('providerKeys').select(['id', 'provider', 'key']).where(mine('providerKeys')).execute(),
    );
    return { providerKeys: rows.map((row) => ({ ...row, key: showsWhole ? row.key : masked(row.key) })) };
  },
});

export const deleteProviderKey = defineRoute({
  id: 'deleteProviderKey',
  method: 'DELETE',
  path: '/api/admin/provider-keys/{providerKeyId}',
  tag: 'admin',
  summary: 'Remove the key of a model provider',
  access: admins,
  limit: 'write',
  params: z.object({ providerKeyId: Id }),
  success: { status: 204, description: 'Removed.' },
  handle: async (call) => {
    const row = await call.scoped('providerKeys.delete', ({ db, mine }) =>
      db
        .deleteFrom('providerKeys')
        .where('id', '=', call.params.providerKeyId)
        .where(mine('providerKeys'))
        .returning('id')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});
