import { assert, describe, expect, test } from 'vitest';
import type { Operation } from '../../core/operation.ts';
import { TargetSchema } from '../../core/target.ts';
import { discover } from '../../intake/discovery/discover.ts';
import { API, har, pieces, type Click } from '../../intake/fixtures/boards.ts';
import { readHar } from '../../intake/recording/har.ts';
import { profileById } from '../../profiles/index.ts';
import { modelOf } from './model.ts';
import { requestFor } from './requests.ts';

async function recorded(clicks: readonly Click[]): Promise<readonly Operation[]> {
  const read = await readHar(pieces(har(clicks)), { name: 'ana', file: 'ana.har', api: API });
  assert(read.ok, read.ok ? '' : JSON.stringify(read.error));
  return discover([read.value.recording]).operations;
}

async function requestAfter(...clicks: readonly Click[]) {
  const operations = await recorded(clicks);
  const target = TargetSchema.parse({ schema: 1, api: API, identities: { ana: { bearer: '${ANA}' } } });
  const [operation] = operations;
  assert(operation !== undefined);
  const { thresholds } = profileById('b2b-onboarding');
  const model = modelOf({ target, operations, texts: {}, thresholds });
  return requestFor(model, operation, { person: { name: 'ana' }, ids: new Map(), text: () => 'fresh words' });
}

describe('a body that says which tenant is meant', () => {
  const operation = (body: Operation['body']): Operation => ({
    id: 'POST /api/notes',
    method: 'POST',
    path: '/api/notes',
    parameters: [],
    ...(body === undefined ? {} : { body }),
    declared: 'unknown',
    destructive: false,
    costly: false,
    mails: false,
    source: 'har',
  });
  const bodyFor = (person: string, tenancy: object, body: Operation['body']) => {
    const tenants = { acme: { id: '1' }, globex: { id: '2' } };
    const identities = {
      ana: { tenant: 'acme', bearer: '${ANA}' },
      bea: { tenant: 'globex', bearer: '${BEA}' },
    };
    const target = TargetSchema.parse({ schema: 1, api: API, tenants, identities, ...tenancy });
    const { thresholds } = profileById('b2b-onboarding');
    const asked = operation(body);
    const model = modelOf({ target, operations: [asked], texts: {}, thresholds });
    const tenant = person === 'ana' ? 'acme' : 'globex';
    const who = { name: person, tenant };
    return requestFor(model, asked, { person: who, ids: new Map(), text: () => 'words' })?.body;
  };
  const json = 'application/json';

  test('carries the tenant of who sends it, as a number where one was recorded', () => {
    const body = { contentType: json, example: { title: 'Hello there', tenant: 1 } };
    const tenancy = { tenancy: { by: 'body', name: 'tenant' } };
    expect(bodyFor('ana', tenancy, body)).toMatchObject({ json: { title: 'words', tenant: 1 } });
    expect(bodyFor('bea', tenancy, body)).toMatchObject({ json: { title: 'words', tenant: 2 } });
  });

  test('and as text by a description', () => {
    const properties = { title: { type: 'string' }, orgSlug: { type: 'string' } } as const;
    const body = {
      contentType: json,
      schema: { type: 'object', required: ['orgSlug'], properties },
    } as const;
    expect(bodyFor('bea', { tenancy: { by: 'body', name: 'orgSlug' } }, body)).toMatchObject({
      json: { orgSlug: '2' },
    });
  });

  test('also where the file says nothing of it, and the field holds the key of a tenant', () => {
    const body = { contentType: json, example: { workspaceId: '1', team: 'Blue', stars: 1 } };
    expect(bodyFor('bea', {}, body)).toMatchObject({ json: { workspaceId: '2', team: 'Blue', stars: 1 } });
  });
});

describe('a request that was recorded is made again', () => {
  test('as a server action of Next.js, with its header and its JSON as text', async () => {
    const action = '40a1b2c3d4e5f60718293a4b5c6d7e8f90123456';
    const request = await requestAfter({
      url: '/boards',
      method: 'POST',
      headers: { 'Next-Action': action, 'Next-Router-State-Tree': '%5B%22%22%5D' },
      bodyType: 'text/plain;charset=UTF-8',
      body: ['A new plan', 3],
      type: 'text/x-component',
      answer: '0:{"a":"$@1"}\n1:{"ok":true}\n',
    });
    expect(request).toMatchObject({
      method: 'POST',
      path: '/boards',
      headers: { 'next-action': action },
      body: { kind: 'text', text: '["fresh words",3]', contentType: 'text/plain' },
    });
  });

  test('as a procedure of tRPC, alone where it came in a batch', async () => {
    const read = await requestAfter({
      url: `/api/trpc/card.list,me.get?batch=1&input=${encodeURIComponent('{"0":{"all":true}}')}`,
      answer: [{ result: { data: [] } }, { result: { data: {} } }],
    });
    expect(read).toMatchObject({
      method: 'GET',
      path: '/api/trpc/card.list',
      query: { input: '{"all":true}' },
    });
    const write = await requestAfter({
      url: '/api/trpc/card.add?batch=1',
      method: 'POST',
      body: { 0: { text: 'Call back soon' } },
      answer: [{ result: { data: { id: 7 } } }],
    });
    expect(write).toMatchObject({
      path: '/api/trpc/card.add',
      body: { kind: 'json', json: { text: 'fresh words' } },
    });
    expect(write?.query).toBeUndefined();
  });

  test('with what the product insists on, and without what names the caller', async () => {
    const headers = {
      'X-Requested-With': 'XMLHttpRequest',
      'X-User-Id': '7',
      'X-Session': '5f0c1f5e6d3a4c1b9a571d2c',
    };
    const request = await requestAfter({ url: '/api/boards', headers, answer: [] });
    expect(request?.headers).toEqual({ 'x-requested-with': 'XMLHttpRequest' });
  });
});
