import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { apiKeyScopes } from '../checks/authorization/api-key-scopes.ts';
import type { TargetInput } from '../core/target.ts';
import { operationOf, rehearse, type Reply, type Visit } from '../io/rehearsal.ts';
import { apiKeyScope } from './api-key-scope.ts';

/** Where a product looks for keys, and where it forgets the scope. */
interface Keys {
  readonly reads: (visit: Visit) => { readonly key: string; readonly asksForScope: boolean } | undefined;
}

const header = (visit: Visit, name: string) => String(visit.headers[name] ?? '');
const bearer = (visit: Visit) => header(visit, 'authorization').replace(/^Bearer /, '');

/** Inkwell, a notes API: the scope of a key says whether it reads or writes. */
function inkwell({ reads }: Keys) {
  const keys = new Map<string, string>();
  const notes = new Map<string, string>();
  return {
    left: () => [keys.size, notes.size],
    serve(visit: Visit): Reply | undefined {
      const { method, path, body } = visit;
      const isAna = header(visit, 'cookie') === 'sid=ana-secret-1';
      const shown = reads(visit);
      const scope = shown === undefined ? undefined : keys.get(shown.key);
      if (!isAna && scope === undefined) return { status: 401, body: { error: 'sign in' } };
      const fields: Record<string, unknown> = body === '' ? {} : JSON.parse(body);
      if (path === '/v1/keys' && method === 'POST') {
        const key = `ink_${randomUUID()}`;
        keys.set(key, String(fields['scope']));
        return { status: 201, body: { key: { id: key.slice(-6), plain: key } } };
      }
      if (path.startsWith('/v1/keys/')) {
        for (const key of keys.keys()) if (path.endsWith(key.slice(-6))) keys.delete(key);
        return { status: 204 };
      }
      const writes = method !== 'GET';
      if (!isAna && shown?.asksForScope !== false && (scope === 'write') !== writes)
        return { status: 403, body: { error: 'scope' } };
      if (path === '/v1/notes' && method === 'GET') return { body: { notes: [...notes.values()] } };
      if (path === '/v1/notes') {
        const id = randomUUID();
        notes.set(id, String(fields['text']));
        return { status: 201, body: { id, text: fields['text'] } };
      }
      const id = path.replace('/v1/notes/', '');
      if (!notes.has(id)) return { status: 404, body: { error: 'no such note' } };
      if (method === 'DELETE') notes.delete(id);
      return method === 'DELETE' ? { status: 204 } : { body: { id, text: notes.get(id) } };
    },
  };
}

const TARGET: Omit<TargetInput, 'schema' | 'api'> = {
  consent: 'owner',
  identities: { ana: { tenant: 'acme', role: 'owner', cookie: 'sid=${ANA}' } },
  apiKeys: {
    create: { post: '/v1/keys', json: { label: '{{name}}', scope: '{{scope}}' } },
    key: '$.key.plain',
    id: '$.key.id',
    remove: '/v1/keys/{id}',
    scopes: { read: ['GET /v1/**'], write: ['POST /v1/notes', 'DELETE /v1/notes/*'] },
  },
};
const text = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] } as const;
const OPERATIONS = [
  operationOf('GET /v1/notes'),
  operationOf('POST /v1/notes', { body: { contentType: 'application/json', schema: text } }),
  operationOf('GET /v1/notes/{noteId}'),
  operationOf('DELETE /v1/notes/{noteId}'),
];

async function judge(keys: Keys) {
  const product = inkwell(keys);
  const { evidence, requests, planned, leftBehind } = await rehearse({
    probe: apiKeyScope,
    target: TARGET,
    operations: OPERATIONS,
    serve: (visit) => product.serve(visit),
  });
  expect(requests).toBeLessThanOrEqual(planned);
  expect(leftBehind).toEqual([]);
  expect(product.left()).toEqual([0, 0]);
  const { status, findings, because } = apiKeyScopes.judge({ keys: { evidence, missing: [] } });
  return { status, because, what: findings.map((one) => one.what).join() };
}

const strict: Keys = {
  reads: (visit) => {
    const key = header(visit, 'x-api-key') || bearer(visit);
    return key === '' ? undefined : { key, asksForScope: true };
  },
};

test('a key that reads writes nothing, whatever header it comes in', async () => {
  expect(await judge(strict)).toMatchObject({ status: 'pass' });
});

test('a key in an older header writes all the same', async () => {
  const { status, what } = await judge({
    reads: (visit) => {
      const old = header(visit, 'x-api-token');
      return old === '' ? strict.reads(visit) : { key: old, asksForScope: false };
    },
  });
  expect(status).toBe('fail');
  expect(what).toContain('made for “read” opened POST /v1/notes in X-API-Token');
});

test('a key in the address writes all the same', async () => {
  const { what } = await judge({
    reads: (visit) => {
      const key = visit.query.get('api_key');
      return key === null ? strict.reads(visit) : { key, asksForScope: false };
    },
  });
  expect(what).toContain('?api_key=');
});

test('a key that opens nothing proves nothing', async () => {
  expect(await judge({ reads: () => undefined })).toMatchObject({ status: 'unproven' });
});
