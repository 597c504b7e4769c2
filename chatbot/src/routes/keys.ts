import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { newSecret, secretHash } from '../identity/secrets.ts';
import { KEY_PREFIX } from '../policies/credentials.ts';
import { members } from './access.ts';
import { recordAudit } from './audit.ts';
import { Id, iso, Moment, text } from './schemas.ts';

const KeyScope = z.enum(['read', 'chat', 'admin']);

const ApiKey = z.object({
  id: Id,
  name: z.string(),
  hint: z.string().describe('The last characters of the key'),
  scopes: z.array(KeyScope),
  createdAt: Moment,
});

export const createKey = defineRoute({
  id: 'createApiKey',
  method: 'POST',
  path: '/api/keys',
  tag: 'keys',
  summary: 'Create an API key for this workspace; the key is shown once',
  access: members('admin'),
  limit: 'write',
  body: z.strictObject({ name: text(100), scopes: z.array(KeyScope).min(1).max(3) }),
  success: { status: 201, description: 'Created.', body: ApiKey.extend({ key: z.string() }) },
  handle: async (call) => {
    const { name, scopes } = call.body;
    const key = `${KEY_PREFIX}${newSecret()}`;
    const values = { id: randomUUID(), name, hash: secretHash(key), hint: key.slice(-4), scopes };
    const { id, hint, createdAt } = await call.scoped('keys.create', ({ db, owner }) =>
      db
        .insertInto('apiKeys')
        .values({ ...owner, ...values, lastUsedAt: null, revokedAt: null })
        .returning(['id', 'hint', 'createdAt'])
        .executeTakeFirstOrThrow(),
    );
    await recordAudit(call, 'key.created', id);
    return { id, name, hint, scopes, createdAt: iso(createdAt), key };
  },
});

export const listKeys = defineRoute({
  id: 'listApiKeys',
  method: 'GET',
  path: '/api/keys',
  tag: 'keys',
  summary: 'Your API keys in this workspace',
  access: members('admin'),
  limit: 'read',
  success: { status: 200, description: 'Your keys.', body: z.object({ keys: z.array(ApiKey) }) },
  handle: async (call) => {
    const rows = await call.scoped('keys.list', ({ db, mine }) =>
      db
        .selectFrom('apiKeys')
        .select(['id', 'name', 'hint', 'scopes', 'createdAt'])
        .where(mine('apiKeys'))
        .where('revokedAt', 'is', null)
        .orderBy('createdAt', 'desc')
        .limit(100)
        .execute(),
    );
    return { keys: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});

export const revokeKey = defineRoute({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/api/keys/{keyId}',
  tag: 'keys',
  summary: 'Revoke an API key',
  access: members('admin'),
  limit: 'write',
  params: z.object({ keyId: Id }),
  success: { status: 204, description: 'It no longer works.' },
  handle: async (call) => {
    const revoked = await call.scoped('keys.revoke', ({ db, mine }) =>
      db
        .updateTable('apiKeys')
        .set({ revokedAt: new Date() })
        .where('id', '=', call.params.keyId)
        .where('revokedAt', 'is', null)
        .where(mine('apiKeys'))
        .returning('id')
        .executeTakeFirst(),
    );
    if (revoked === undefined) return notFound();
    await recordAudit(call, 'key.revoked', revoked.id);
    return undefined;
  },
});
