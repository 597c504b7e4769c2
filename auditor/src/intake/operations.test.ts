import { assert, describe, expect, test } from 'vitest';
import type { Operation } from '../core/operation.ts';
import { resolveOperations, type ResolvedOperations } from './operations.ts';
import { operationFrom } from './route-list.ts';
import { readTargetFile } from './target-file.ts';

function operation(written: string, more: Partial<Operation> = {}): Operation {
  const read = operationFrom(written);
  assert(read.ok);
  return { ...read.value, source: 'openapi', ...more };
}

function resolve(yaml: string, described: readonly Operation[] = [], prefix = ''): ResolvedOperations {
  const read = readTargetFile(`schema: 1\napp: https://acme.example\n${yaml}`, 'launch-ready.yaml');
  assert(read.ok, read.ok ? '' : JSON.stringify(read.error));
  return resolveOperations({ target: read.value.target, openapi: { operations: described, prefix } });
}

function ids({ operations }: ResolvedOperations): readonly string[] {
  return operations.map((one) => one.id);
}

function find({ operations }: ResolvedOperations, id: string): Operation {
  const found = operations.find((one) => one.id === id);
  assert(found !== undefined, id);
  return found;
}

describe('sources', () => {
  test('are merged; one shape is one operation and the richer source wins', () => {
    const described = [operation('GET /api/notes/{noteId}'), operation('DELETE /api/notes/{noteId}')];
    const resolved = resolve(
      'routes: { list: ["GET /api/notes/{id}", GET /api/me] }\nwhoami: { get: /api/me }',
      described,
    );
    expect(ids(resolved)).toEqual(['GET /api/me', 'GET /api/notes/{noteId}', 'DELETE /api/notes/{noteId}']);
  });

  test('a recording adds to a description what only it knows, under the names of the description', () => {
    const takenBy = [{ operation: 'GET /api/notes/{note}', in: 'path', name: 'note' } as const];
    const produces = [{ at: '$.data.id', creates: '/api/notes/{note}', takenBy }];
    const body = { contentType: 'application/json', example: { title: '{{text}}' } };
    const recorded = [operation('POST /api/notes', { body, produces }), operation('GET /api/notes/{note}')];
    const described = [operation('POST /api/notes'), operation('GET /api/notes/{noteId}')];
    const read = readTargetFile('schema: 1\napp: https://acme.example\n', 'launch-ready.yaml');
    assert(read.ok);
    const openapi = { operations: described, prefix: '' };
    const resolved = resolveOperations({ target: read.value.target, openapi, list: recorded });
    expect(ids(resolved)).toEqual(['POST /api/notes', 'GET /api/notes/{noteId}']);
    const made = find(resolved, 'POST /api/notes');
    expect(made.body).toEqual(body);
    expect(made.produces?.[0]?.takenBy).toEqual([
      { operation: 'GET /api/notes/{noteId}', in: 'path', name: 'noteId' },
    ]);
  });

  test('operations that share a path stay apart, and what is said of the path holds for all', () => {
    const both = [
      operation('POST /graphql', { id: 'POST /graphql (query Boards)', variant: 'query Boards' }),
      operation('POST /graphql', { id: 'POST /graphql (mutation addBoard)', variant: 'mutation addBoard' }),
    ];
    const resolved = resolve('operations: { "POST /graphql": { costly: true } }', both);
    expect(resolved.operations.map((one) => `${one.id} ${one.costly}`)).toEqual([
      'POST /graphql (query Boards) true',
      'POST /graphql (mutation addBoard) true',
    ]);
    expect(resolved.unmatched).toEqual([]);
  });

  test('what the chat section uses is there without being listed, and costs', () => {
    const chat =
      'chat: { create: { post: /api/talks }, send: "POST /api/talks/{conversation}/say", body: { m: "{{prompt}}" } }';
    const resolved = resolve(chat);
    expect(ids(resolved)).toEqual(['POST /api/talks', 'POST /api/talks/{conversation}/say']);
    expect(find(resolved, 'POST /api/talks/{conversation}/say').costly).toBe(true);
  });

  test('what is excluded is gone', () => {
    const described = [operation('POST /api/billing/refund'), operation('GET /api/me')];
    expect(ids(resolve('routes: { exclude: ["POST /api/billing/**"] }', described))).toEqual(['GET /api/me']);
  });

  test.for<[api: string, prefix: string, expected: string]>([
    ['https://acme.example', '/v1', 'GET /v1/me'],
    ['https://acme.example/v1', '/v1', 'GET /me'],
    ['https://acme.example/gateway', '/v1', 'GET /v1/me'],
    ['https://acme.example', '', 'GET /me'],
  ])('below %s a prefix %s gives %s', ([api, prefix, expected]) => {
    expect(ids(resolve(`api: ${api}`, [operation('GET /me')], prefix))).toEqual([expected]);
  });
});

describe('effects', () => {
  test.for<[written: string, effects: string]>([
    ['GET /api/chat', ''],
    ['POST /api/chat', 'costly'],
    ['DELETE /api/notes/{id}', 'destructive'],
    ['POST /api/members/{id}/suspend', 'destructive'],
    ['POST /api/invites', 'mails'],
    ['POST /api/auth/forgot-password', 'mails'],
    ['POST /api/auth/reset/request', 'mails'],
    ['POST /api/auth/reset/confirm', ''],
    ['POST /api/invites/accept', ''],
    ['POST /api/notes', ''],
  ])('%s: %s', ([written, effects]) => {
    const { destructive, costly, mails } = find(resolve('', [operation(written)]), written);
    const seen = Object.entries({ destructive, costly, mails })
      .filter(([, is]) => is)
      .map(([name]) => name);
    expect(seen.join(' ')).toBe(effects);
  });

  test('the file corrects them', () => {
    const yaml = 'operations: { "DELETE /api/drafts/{id}": { destructive: false, mails: true } }';
    const resolved = resolve(yaml, [operation('DELETE /api/drafts/{draft}')]);
    expect(find(resolved, 'DELETE /api/drafts/{draft}')).toMatchObject({ destructive: false, mails: true });
  });
});

describe('access', () => {
  const identities = 'identities: { ana: { login: { post: /api/login, json: { password: "${ANA}" } } } }';

  test('is what the description says, until the file lists what is public', () => {
    const described = [
      operation('GET /health'),
      operation('GET /api/me', { declared: 'unknown' }),
      operation('GET /api/open', { declared: 'public' }),
    ];
    expect(find(resolve('', described), 'GET /api/me').declared).toBe('unknown');
    const listed = resolve('routes: { public: [GET /health] }', described);
    expect(listed.operations.map((one) => `${one.id} ${one.declared}`)).toEqual([
      'GET /api/me protected',
      'GET /api/open public',
      'GET /health public',
    ]);
  });

  test('a login must be open to strangers', () => {
    const resolved = resolve(identities, [operation('POST /api/login', { declared: 'protected' })]);
    expect(find(resolved, 'POST /api/login').declared).toBe('public');
  });
});

test('values and bodies by hand are used as they are', () => {
  const yaml =
    'operations: { "POST /api/{region}/notes": { params: { region: eu }, query: { draft: "1" }, body: { note: "{{text}}" } } }';
  const schema = { type: 'object' };
  const described = [
    operation('POST /api/{region}/notes', { body: { contentType: 'application/json', schema } }),
  ];
  expect(find(resolve(yaml, described), 'POST /api/{region}/notes')).toMatchObject({
    parameters: [
      { name: 'region', in: 'path', schema: { const: 'eu' } },
      { name: 'draft', in: 'query', required: true, schema: { const: '1' } },
    ],
    body: { contentType: 'application/json', example: { note: '{{text}}' } },
  });
});

test('a value by hand leaves what the description lists', () => {
  const yaml = 'operations: { "POST /api/tools/{tool}": { params: { tool: refund } } }';
  const schema = { type: 'string', enum: ['mail', 'refund'] };
  const parameter = { name: 'tool', in: 'path', required: true, schema } as const;
  const described = [operation('POST /api/tools/{tool}', { parameters: [parameter] })];
  expect(find(resolve(yaml, described), 'POST /api/tools/{tool}')?.parameters).toMatchObject([
    { schema: { const: 'refund', enum: ['mail', 'refund'] } },
  ]);
});

test('patterns that fit nothing are told', () => {
  const yaml =
    'routes: { public: [GET /helth] }\noperations: { "GET /api/mee": { costly: true } }\nexpect: { private: [/api/notes/**, /api/talks/**] }';
  expect(resolve(yaml, [operation('GET /api/notes'), operation('GET /health')]).unmatched).toEqual([
    { section: 'routes.public', pattern: 'GET /helth' },
    { section: 'expect.private', pattern: '/api/talks/**' },
    { section: 'operations', pattern: 'GET /api/mee' },
  ]);
});
