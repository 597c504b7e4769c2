import { assert, describe, expect, test } from 'vitest';
import type { Operation } from '../core/operation.ts';
import { inferResources, pathObjects, type Resource, type Resources } from './resources.ts';
import { operationFrom } from './route-list.ts';

function api(...written: readonly string[]): readonly Operation[] {
  return written.map((one) => {
    const read = operationFrom(one);
    assert(read.ok, one);
    return read.value;
  });
}

/** A resource in one line: `note(id) < project: +create =list ?read ~update -remove | children`. */
function summary(one: Resource, { resources }: Resources): string {
  const parents = one.parents.map((key) => resources.find((other) => other.key === key)?.name ?? key);
  const parts = [
    `${one.name}(${one.param})${parents.length === 0 ? '' : ` < ${parents.join(' < ')}`}`,
    one.creator === undefined ? '' : `+${one.creator.id}`,
    one.list === undefined ? '' : `=${one.list.path}`,
    one.read === undefined ? '' : '?',
    one.update === undefined ? '' : `~${one.update.method}`,
    one.remove === undefined ? '' : '-',
    one.children.length === 0 ? '' : `| ${one.children.map((child) => child.id).join(', ')}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

const shapes: readonly (readonly [
  name: string,
  operations: readonly string[],
  expected: readonly string[],
  singletons: readonly string[],
])[] = [
  [
    'plain collections below a version',
    [
      'GET /api/v1/me',
      'GET /api/v1/notes',
      'POST /api/v1/notes',
      'GET /api/v1/notes/{id}',
      'PUT /api/v1/notes/{id}',
      'DELETE /api/v1/notes/{id}',
    ],
    ['note(id) +POST /api/v1/notes =/api/v1/notes ? ~PUT -'],
    ['GET /api/v1/me'],
  ],
  [
    'a conversation that is only seen through its messages',
    [
      'POST /api/conversations',
      'POST /api/conversations/{conversationId}/messages',
      'GET /api/conversations/{conversationId}/messages',
    ],
    [
      'conversation(conversationId) +POST /api/conversations | POST /api/conversations/{conversationId}/messages, GET /api/conversations/{conversationId}/messages',
    ],
    [],
  ],
  [
    'nested objects below a tenant in the path',
    [
      'GET /api/{tenant}/projects',
      'POST /api/{tenant}/projects',
      'GET /api/{tenant}/projects/{projectId}',
      'POST /api/{tenant}/projects/{projectId}/tasks',
      'PATCH /api/{tenant}/projects/{projectId}/tasks/{taskId}',
      'GET /api/{tenant}/usage',
    ],
    [
      'project(projectId) +POST /api/{tenant}/projects =/api/{tenant}/projects ? | POST /api/{tenant}/projects/{projectId}/tasks, PATCH /api/{tenant}/projects/{projectId}/tasks/{taskId}',
      'task(taskId) < project +POST /api/{tenant}/projects/{projectId}/tasks ~PATCH',
    ],
    ['GET /api/{tenant}/usage'],
  ],
  [
    'objects created elsewhere',
    [
      'POST /api/workspaces/{workspaceId}/files',
      'GET /api/files/{fileId}',
      'GET /api/files/{fileId}/content',
      'DELETE /api/files/{fileId}',
    ],
    [
      'workspace(workspaceId) | POST /api/workspaces/{workspaceId}/files',
      'file(fileId) +POST /api/workspaces/{workspaceId}/files ? - | GET /api/files/{fileId}/content',
    ],
    [],
  ],
  [
    'a second door to the same objects',
    ['GET /api/documents', 'POST /api/documents', 'GET /api/documents/{id}', 'GET /api/export/{documentId}'],
    ['document(id) +POST /api/documents =/api/documents ? | GET /api/export/{documentId}'],
    [],
  ],
  [
    'verbs in paths, singular nouns, slugs and underscores',
    [
      'POST /chat_sessions/create',
      'GET /chat_sessions/{slug}',
      'PUT /page/{slug}',
      'GET /page/{slug}',
      'GET /page',
    ],
    ['chat-session(slug) +POST /chat_sessions/create ?', 'page(slug) +PUT /page/{slug} =/page ? ~PUT'],
    [],
  ],
  [
    'parameters named differently on one path',
    [
      'GET /companies',
      'POST /companies',
      'GET /companies/{id}',
      'GET /companies/{companyId}/people',
      'GET /companies/{c}/people/{p}',
    ],
    [
      'company(id) +POST /companies =/companies ? | GET /companies/{companyId}/people, GET /companies/{c}/people/{p}',
      'person(p) < company =/companies/{companyId}/people ?',
    ],
    [],
  ],
];

describe('resources', () => {
  test.for(shapes)('%s', ([, operations, expected, singletons]) => {
    const found = inferResources(api(...operations), { tenantParam: 'tenant' });
    expect(found.resources.map((one) => summary(one, found))).toEqual(expected);
    expect(found.singletons.map((one) => one.id)).toEqual(singletons);
  });

  test('a creator that no name gives away can be said', () => {
    const operations = api('POST /api/upload', 'GET /api/files/{id}');
    expect(inferResources(operations).resources[0]?.creator).toBeUndefined();
    const { resources, singletons } = inferResources(operations, {
      creates: { 'POST /api/upload': '/api/files/{fileId}' },
    });
    expect(resources[0]?.creator?.id).toBe('POST /api/upload');
    expect(singletons).toEqual([]);
  });

  test('what recordings showed is known without names', () => {
    const [upload, browse, read] = api('POST /api/upload', 'GET /api/drive', 'GET /api/files/{fileId}');
    assert(upload !== undefined && browse !== undefined && read !== undefined);
    const takenBy = [{ operation: read.id, in: 'path', name: 'fileId' } as const];
    const made = { ...upload, produces: [{ at: '$.upload.id', creates: '/api/files/{file}', takenBy }] };
    const listed = { ...browse, produces: [{ at: '$.entries[0].id', takenBy }] };
    const { resources } = inferResources([made, listed, read]);
    expect(resources[0]?.creator?.id).toBe('POST /api/upload');
    expect(resources[0]?.list?.id).toBe('GET /api/drive');
  });

  test('ids in queries and bodies are seen', () => {
    const [chat, search, create] = api('POST /api/chat', 'GET /api/search', 'POST /api/conversations');
    const [read] = api('GET /api/conversations/{id}');
    assert(chat !== undefined && search !== undefined && create !== undefined && read !== undefined);
    const body = {
      contentType: 'application/json',
      schema: { properties: { conversation_id: {}, message: {} } },
    };
    const parameters = [{ name: 'conversationId', in: 'query', required: false, schema: {} } as const];
    const { resources } = inferResources([{ ...chat, body }, { ...search, parameters }, create, read]);
    expect(resources[0]?.mentions.map((one) => `${one.operation.id} ${one.in} ${one.name}`)).toEqual([
      'POST /api/chat body conversation_id',
      'GET /api/search query conversationId',
    ]);
  });
});

test('every parameter of a path is traced to its resource', () => {
  const operations = api(
    'POST /teams',
    'POST /teams/{team}/notes',
    'GET /teams/{teamId}/notes/{n}',
    'GET /audit/{noteId}/{other}',
  );
  const { resources } = inferResources(operations);
  const traced = operations.map((one) =>
    pathObjects(one, resources).map(({ param, resource }) => `${param}:${resource?.name ?? ''}`),
  );
  expect(traced).toEqual([[], ['team:team'], ['teamId:team', 'n:note'], ['noteId:note', 'other:other']]);
});

test('no operations, no resources', () => {
  expect(inferResources([])).toEqual({ resources: [], singletons: [] });
});

describe('what an answer brings about', () => {
  const [ask, resume] = api('POST /api/chats/{chatId}/messages', 'GET /api/streams/{streamId}');
  assert(ask !== undefined && resume !== undefined);
  const text = { type: 'string' } as const;
  const stream = (properties: { readonly [name: string]: typeof text }, given = {}) =>
    inferResources([
      {
        ...ask,
        answer: { type: 'object', properties },
        body: { contentType: 'application/json', schema: { type: 'object', properties: given } },
      },
      resume,
    ]).resources.find((one) => one.name === 'stream');

  test('a question whose answer names a stream makes it', () => {
    expect(stream({ reply: text, streamId: text })?.creator?.id).toBe(ask.id);
  });

  test('an answer that names nothing of the kind makes none', () => {
    expect(stream({ reply: text })?.creator).toBeUndefined();
  });

  test('what the request named itself is not made by it', () => {
    expect(stream({ reply: text, streamId: text }, { streamId: text })?.creator).toBeUndefined();
  });
});

test('a PUT that the founder calls destructive makes nothing', () => {
  const operations = api('GET /members', 'PUT /members/{id}');
  const creatorOf = (given: readonly Operation[]) => inferResources(given).resources[0]?.creator?.id;
  expect(creatorOf(operations)).toBe('PUT /members/{id}');
  expect(creatorOf(operations.map((one) => ({ ...one, destructive: true })))).toBeUndefined();
});
