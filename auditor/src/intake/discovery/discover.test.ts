import { assert, describe, expect, test } from 'vitest';
import type { Operation } from '../../core/operation.ts';
import { ANA, API, BEA, har, pieces, session, uuid, type Click } from '../fixtures/boards.ts';
import { readHar } from '../recording/har.ts';
import type { Recording } from '../recording/recorded.ts';
import { discover, type Discovery } from './discover.ts';

async function recording(name: string, clicks: readonly Click[]): Promise<Recording> {
  const read = await readHar(pieces(har(clicks), 4_096), { name, file: `${name}.har`, api: API });
  assert(read.ok, read.ok ? '' : JSON.stringify(read.error));
  return read.value.recording;
}

async function found(...sessions: readonly (readonly Click[])[]): Promise<Discovery> {
  const names = ['ana', 'bea'];
  return discover(await Promise.all(sessions.map((clicks, index) => recording(names[index] ?? '', clicks))));
}

function ids({ operations }: Discovery): readonly string[] {
  return operations.map((one) => one.id);
}

function find({ operations }: Discovery, id: string): Operation {
  const operation = operations.find((one) => one.id === id);
  assert(operation !== undefined, `${id} is not among ${operations.map((one) => one.id).join(', ')}`);
  return operation;
}

const BOARDS = [
  'POST /api/auth/login',
  'GET /api/me',
  'GET /api/w/{workspace}/boards',
  'POST /api/w/{workspace}/boards',
  'GET /api/w/{workspace}/boards/{board}',
  'POST /api/w/{workspace}/boards/{board}/cards',
  'GET /api/w/{workspace}/boards/{board}/cards/{card}',
  'POST /api/w/{workspace}/boards/{board}/share',
  'GET /api/share/{shareToken}',
  'GET /api/models/{model}',
  'DELETE /api/w/{workspace}/boards/{board}/cards/{card}',
];

describe('the sessions of two tenants', () => {
  test('become operations with named parameters', async () => {
    expect(ids(await found(session(ANA), session(BEA)))).toEqual(BOARDS);
  });

  test('and so does one alone, by the looks and origins of its ids', async () => {
    expect(ids(await found(session(ANA)))).toEqual(BOARDS);
  });

  test('show which answer yields which id', async () => {
    const boards = await found(session(ANA), session(BEA));
    const [made] = find(boards, 'POST /api/w/{workspace}/boards').produces ?? [];
    expect(made).toMatchObject({ at: '$.data.id', creates: '/api/w/{workspace}/boards/{board}' });
    expect(made?.takenBy).toContainEqual({
      operation: 'POST /api/w/{workspace}/boards/{board}/cards',
      in: 'body',
      name: '/board',
    });
    const [card] = find(boards, 'POST /api/w/{workspace}/boards/{board}/cards').produces ?? [];
    expect(card?.at).toBe('$.card.id');
    const [share] = find(boards, 'POST /api/w/{workspace}/boards/{board}/share').produces ?? [];
    expect(share).toMatchObject({ at: '$.shareToken', creates: '/api/share/{shareToken}' });
  });

  test('keep example bodies, with free text, references and secrets marked', async () => {
    const boards = await found(session(ANA), session(BEA));
    expect(find(boards, 'POST /api/w/{workspace}/boards').body).toEqual({
      contentType: 'application/json',
      example: { title: '{{text}}', template: 'kanban', dueDate: '2026-12-01' },
    });
    expect(find(boards, 'POST /api/w/{workspace}/boards/{board}/cards').body).toMatchObject({
      example: { text: '{{text}}', board: uuid('a1', 1), priority: 'high' },
      references: ['/board'],
    });
    expect(find(boards, 'POST /api/auth/login').body?.example).toEqual({
      email: 'ana@acme-labs.test',
      password: '{{password}}',
    });
  });

  test('tell the parameters apart that matter', async () => {
    const boards = await found(session(ANA), session(BEA));
    const card = find(boards, 'GET /api/w/{workspace}/boards/{board}/cards/{card}');
    expect(card.parameters.filter((one) => one.in !== 'path')).toEqual([
      { name: 'include', in: 'query', required: true, schema: { type: 'string', const: 'comments' } },
      { name: 'x-csrf-token', in: 'header', required: true, schema: { type: 'string' } },
      { name: 'x-client', in: 'header', required: true, schema: { type: 'string', const: 'web' } },
    ]);
    // What both tenants have is nobody's object.
    expect(find(boards, 'GET /api/models/{model}').parameters[0]?.schema).toEqual({
      type: 'string',
      enum: ['gpt-large'],
    });
  });

  test('show who is who and where the tenant stands', async () => {
    const { me, tenancy } = await found(session(ANA), session(BEA));
    expect(me.get('ana')?.path).toBe('/api/me');
    expect(tenancy).toEqual({
      by: 'path',
      name: 'workspace',
      keys: new Map([
        ['ana', 'acme-labs'],
        ['bea', 'globex'],
      ]),
    });
  });
});

/** Paths that one person opened, each answered with nothing. */
function opened(...urls: readonly string[]): readonly Click[] {
  return urls.map((url) => ({ url, answer: {} }));
}

describe('what differs is only an id when it is the same place', () => {
  test.for<[name: string, ana: readonly Click[], bea: readonly Click[], expected: readonly string[]]>([
    [
      'collections that only one of them opened',
      opened('/api/notes', '/api/notes/1/comments', '/api/notes/1/tags'),
      opened('/api/files', '/api/files/2/comments', '/api/files/2/tags'),
      [
        'GET /api/notes',
        'GET /api/notes/{note}/comments',
        'GET /api/notes/{note}/tags',
        'GET /api/files',
        'GET /api/files/{file}/comments',
        'GET /api/files/{file}/tags',
      ],
    ],
    [
      'slugs above the same things',
      opened('/acme/boards', '/acme/members', '/acme/billing'),
      opened('/globex/boards', '/globex/members', '/globex/billing'),
      ['GET /{id}/boards', 'GET /{id}/members', 'GET /{id}/billing'],
    ],
    [
      'slugs that answers gave out',
      [{ url: '/api/projects', answer: [{ title: 'spring-sale' }] }, ...opened('/api/project/spring-sale')],
      [{ url: '/api/projects', answer: [{ title: 'autumn-fair' }] }, ...opened('/api/project/autumn-fair')],
      ['GET /api/projects', 'GET /api/project/{project}'],
    ],
  ])('%s', async ([, ana, bea, expected]) => {
    expect(ids(await found(ana, bea))).toEqual(expected);
  });
});

test('a door with another name is named after what it opens', async () => {
  const id = uuid('a1', 5);
  const clicks = [
    { url: '/api/files', method: 'POST', body: { name: 'Plan' }, answer: { id } },
    { url: `/api/download/${id}`, answer: {} },
  ];
  expect(ids(await found(clicks))).toEqual(['POST /api/files', 'GET /api/download/{file}']);
});

test('a header or a sub-domain may carry the tenant', async () => {
  const visit = (tenant: string): readonly Click[] => [
    { url: '/api/boards', headers: { 'X-Workspace': tenant }, answer: [] },
    { url: '/api/cards', headers: { 'X-Workspace': tenant }, answer: [] },
  ];
  expect((await found(visit('acme'), visit('globex'))).tenancy).toMatchObject({
    by: 'header',
    name: 'x-workspace',
  });
  const at = (tenant: string) => [{ url: `https://${tenant}.boards.example/api/boards`, answer: [] }];
  expect((await found(at('acme'), at('globex'))).tenancy).toMatchObject({ by: 'subdomain' });
});

test('an object that was looked at again and again is no tenant', async () => {
  const visit = (seed: string): readonly Click[] => {
    const id = uuid(seed, 1);
    const made = { url: '/api/talks', method: 'POST', body: { title: 'New talk' }, answer: { id } };
    return [
      made,
      ...opened(...['', '/notes', '/files', '/people', '/tags'].map((one) => `/api/talks/${id}${one}`)),
    ];
  };
  expect((await found(visit('a1'), visit('b2'))).tenancy).toBeUndefined();
});

describe('several questions on one path', () => {
  test('GraphQL operations are told apart, also in a batch', async () => {
    const boards = { operationName: 'Boards', query: 'query Boards { boards { id } }' };
    const add = {
      query: 'mutation ($title: String!) { addBoard(title: $title) { id } }',
      variables: { title: 'New plan' },
    };
    const asked = await found([
      {
        url: '/graphql',
        method: 'POST',
        body: boards,
        answer: { data: { boards: [{ id: uuid('a1', 1) }] } },
      },
      {
        url: '/graphql',
        method: 'POST',
        body: [boards, add],
        answer: [{ data: {} }, { data: { addBoard: { id: 'x' } } }],
      },
    ]);
    expect(ids(asked)).toEqual(['POST /graphql (query Boards)', 'POST /graphql (mutation addBoard)']);
    expect(asked.operations[1]?.body?.example).toEqual({ ...add, variables: { title: '{{text}}' } });
  });

  test('tRPC procedures are taken out of their batches', async () => {
    const input = encodeURIComponent(JSON.stringify({ 0: { id: 7 }, 1: { all: true } }));
    const asked = await found([
      {
        url: `/api/trpc/board.byId,card.list?batch=1&input=${input}`,
        answer: [{ result: 1 }, { result: 2 }],
      },
      {
        url: '/api/trpc/board.add?batch=1',
        method: 'POST',
        body: { 0: { title: 'New plan' } },
        answer: [{ result: {} }],
      },
    ]);
    expect(ids(asked)).toEqual([
      'GET /api/trpc/board.byId',
      'GET /api/trpc/card.list',
      'POST /api/trpc/board.add',
    ]);
    expect(asked.operations[0]?.parameters[0]?.schema.const).toBe('{"id":7}');
    expect(asked.operations[2]?.body?.example).toEqual({ title: '{{text}}' });
  });

  test('server actions are told apart by their header', async () => {
    const act = (action: string): Click => ({
      url: '/boards',
      method: 'POST',
      headers: { 'Next-Action': action },
      bodyType: 'text/plain;charset=UTF-8',
      body: ['New plan'],
      type: 'text/x-component',
    });
    const asked = await found([act('40a1b2c3d4e5'), act('7f99887766aa')]);
    expect(ids(asked)).toEqual(['POST /boards (action 40a1b2c3…)', 'POST /boards (action 7f998877…)']);
  });
});

test('known templates are kept as they are', async () => {
  const one = await recording('ana', opened('/api/plans/enterprise', '/api/plans/free'));
  const { operations } = discover([one], { templates: ['/api/plans/{planName}'] });
  expect(operations.map((operation) => operation.id)).toEqual(['GET /api/plans/{planName}']);
});

test('addresses of strangers are not kept', async () => {
  const invite: Click = {
    url: '/api/invites',
    method: 'POST',
    body: { email: 'carl@customer.example' },
    answer: {},
  };
  expect(find(await found([invite]), 'POST /api/invites').body?.example).toEqual({
    email: 'someone@example.test',
  });
});

test('without anything recorded there is nothing', () => {
  expect(discover([])).toEqual({ operations: [], me: new Map() });
});

test('the tenant’s parameter is called as the target file calls it', async () => {
  const recordings = [await recording('ana', session(ANA)), await recording('bea', session(BEA))];
  const { operations, tenancy } = discover(recordings, { tenantParam: 'workspaceId' });
  expect(operations.map((one) => one.id)).toContain('GET /api/w/{workspaceId}/boards/{board}');
  expect(tenancy?.name).toBe('workspaceId');
});
