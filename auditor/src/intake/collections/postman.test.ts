import * as fc from 'fast-check';
import { assert, describe, expect, test } from 'vitest';
import { discover } from '../discovery/discover.ts';
import { readPostman } from './postman.ts';

const API = { api: 'https://boards.example/v1' };
const variable = [
  { key: 'baseUrl', value: 'http://localhost:3000/v1' },
  { key: 'title', value: 'Plan' },
];

function read(item: unknown, more: object = {}) {
  return readPostman(JSON.stringify({ info: {}, item, variable, ...more }), 'boards.json', API);
}

/** Operations of a collection, or what is said about it. */
function ids(item: unknown): readonly string[] {
  const result = read(item);
  assert(result.ok, result.ok ? '' : result.error[0]?.message);
  return discover([result.value.recording]).operations.map((one) => one.id);
}

describe('requests', () => {
  test.for<[name: string, request: unknown, expected: string]>([
    ['a short one', '{{baseUrl}}/boards', 'GET /boards'],
    [
      'a parameter in Postman’s way',
      { method: 'GET', url: { raw: '{{baseUrl}}/boards/:boardId' } },
      'GET /boards/{boardId}',
    ],
    [
      'a variable as a parameter',
      { method: 'DELETE', url: '{{baseUrl}}/boards/{{boardId}}?x=1' },
      'DELETE /boards/{boardId}',
    ],
    [
      'an id written out',
      { method: 'GET', url: 'https://boards.example/v1/boards/42' },
      'GET /boards/{board}',
    ],
    ['no variable of that name', { url: '{{host}}/boards' }, 'GET /boards'],
    [
      'parts instead of a text',
      { url: { host: ['{{baseUrl}}'], path: ['boards', ':id'] } },
      'GET /boards/{id}',
    ],
  ])('%s', ([, request, expected]) => {
    expect(ids([{ name: 'x', request }])).toEqual([expected]);
  });

  test('in folders count, disabled ones do not', () => {
    const folder = {
      name: 'f',
      item: [{ request: '{{baseUrl}}/a' }, { disabled: true, request: '{{baseUrl}}/b' }],
    };
    const result = read([folder], { auth: { type: 'bearer' } });
    assert(result.ok);
    expect(result.value.recording.exchanges.map((one) => one.path)).toEqual(['/a']);
    expect(result.value.notices.map((one) => one.message)).toEqual([
      'has credentials of its own, which are not used: identities say who asks',
      '1 disabled items are left out',
    ]);
  });

  test('bring their bodies, and saved answers show where ids come from', () => {
    const raw = '{"title":"{{title}} of today","password":"hunter2"}';
    const create = {
      request: { method: 'POST', url: '{{baseUrl}}/boards', body: { mode: 'raw', raw } },
      response: [{ code: 201, body: '{"board":{"id":"5f0c1f5e-6d3a-4c1b-9a57-1d2c3b4a5e6f"}}' }],
    };
    const get = { request: '{{baseUrl}}/boards/5f0c1f5e-6d3a-4c1b-9a57-1d2c3b4a5e6f' };
    const result = read([create, get]);
    assert(result.ok);
    const [made] = discover([result.value.recording]).operations;
    expect(made?.body?.example).toEqual({ title: '{{text}}', password: '{{password}}' });
    expect(made?.produces?.[0]).toMatchObject({ at: '$.board.id', creates: '/boards/{board}' });
  });

  test('of GraphQL and forms', () => {
    const graphql = { query: 'query Boards { boards { id } }', variables: '{"first":{{n}}}' };
    const forms = [
      { request: { method: 'POST', url: '{{baseUrl}}/graphql', body: { mode: 'graphql', graphql } } },
      {
        request: {
          method: 'POST',
          url: '{{baseUrl}}/files',
          body: { mode: 'formdata', formdata: [{ key: 'file', type: 'file' }] },
        },
      },
    ];
    expect(ids(forms)).toEqual(['POST /graphql (query Boards)', 'POST /files']);
  });
});

test.for<[name: string, text: string, expected: string]>([
  ['a page', '<html>', 'is not JSON, so it is no Postman collection'],
  ['other JSON', '{}', 'is JSON, but not a Postman collection: it has no "item"'],
  ['an environment', '{"values":[]}', 'is a Postman environment; export the collection instead'],
  ['an old collection', '{"requests":[]}', 'is a Postman 1 collection; export it as "Collection v2.1"'],
  ['an empty one', '{"item":[]}', 'holds no entries: the recording was saved before anything was clicked'],
])('%s is refused', ([, text, expected]) => {
  const result = readPostman(text, 'boards.json');
  expect(result.ok ? '' : result.error[0]?.message).toBe(expected);
});

test('no collection breaks reading', () => {
  const item = fc.array(
    fc.record({
      name: fc.string(),
      request: fc.oneof(fc.string(), fc.jsonValue()),
      response: fc.jsonValue(),
    }),
  );
  fc.assert(
    fc.property(item, fc.jsonValue(), (items, variables) => {
      expect(typeof read(items, { variable: variables }).ok).toBe('boolean');
    }),
  );
});
