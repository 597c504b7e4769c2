import * as fc from 'fast-check';
import { assert, describe, expect, test } from 'vitest';
import type { Operation } from '../core/operation.ts';
import { formatProblem } from './problem.ts';
import { readOpenApi, type OpenApiRead } from './openapi.ts';

async function read(document: object | string): Promise<OpenApiRead> {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const result = await readOpenApi(text, 'openapi.json');
  assert(result.ok, result.ok ? '' : result.error.map(formatProblem).join('\n'));
  return result.value;
}

async function problems(text: string): Promise<string> {
  const result = await readOpenApi(text, 'openapi.json');
  return (result.ok ? result.value.notices : result.error).map(formatProblem).join('\n');
}

function withPaths(paths: object, more: object = {}): object {
  return { openapi: '3.1.0', info: { title: 'Acme', version: '1' }, paths, ...more };
}

async function only(paths: object, more: object = {}): Promise<Operation> {
  const [operation] = (await read(withPaths(paths, more))).operations;
  assert(operation !== undefined);
  return operation;
}

const ok = { responses: { 200: { description: 'ok' } } };

describe('operations', () => {
  test('carry method, path, parameters and body', async () => {
    const operation = await only(
      {
        '/projects/{projectId}/notes': {
          parameters: [
            { name: 'projectId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
            { name: 'limit', in: 'query', schema: { type: 'integer' } },
          ],
          post: {
            ...ok,
            parameters: [
              { name: 'limit', in: 'query', required: true, schema: { type: 'integer', maximum: 9 } },
              { name: 'Authorization', in: 'header', schema: { type: 'string' } },
            ],
            requestBody: {
              content: {
                'text/plain': {},
                'application/json': {
                  schema: { $ref: '#/components/schemas/Note' },
                  example: { title: 'Hi' },
                },
              },
            },
          },
        },
      },
      {
        components: {
          schemas: {
            Note: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
          },
        },
      },
    );
    expect(operation).toEqual({
      id: 'POST /projects/{projectId}/notes',
      method: 'POST',
      path: '/projects/{projectId}/notes',
      parameters: [
        { name: 'projectId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        { name: 'limit', in: 'query', required: true, schema: { type: 'integer', maximum: 9 } },
      ],
      body: {
        contentType: 'application/json',
        schema: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
        example: { title: 'Hi' },
      },
      declared: 'unknown',
      destructive: false,
      costly: false,
      mails: false,
      source: 'openapi',
    });
  });

  test('have every parameter of their path, described or not', async () => {
    const { parameters } = await only({
      '/a/{one}/b/{two}': { get: { parameters: [{ name: 'three', in: 'path' }] } },
    });
    expect(parameters.map((one) => one.name)).toEqual(['one', 'two']);
  });

  test.for<[name: string, own: unknown, all: unknown, expected: Operation['declared']]>([
    ['nothing said', undefined, undefined, 'unknown'],
    ['closed for all', undefined, [{ bearer: [] }], 'protected'],
    ['opened for one', [], [{ bearer: [] }], 'public'],
    ['closed for one', [{ bearer: [] }], [], 'protected'],
    ['optional', [{}, { bearer: [] }], undefined, 'public'],
  ])('access: %s', async ([, own, all, expected]) => {
    const operation = await only({ '/me': { get: { ...ok, security: own } } }, { security: all });
    expect(operation.declared).toBe(expected);
  });
});

describe('schemas', () => {
  const body = async (schema: object, schemas: object = {}) => {
    const paths = { '/notes': { post: { requestBody: { content: { 'application/json': { schema } } } } } };
    return (await only(paths, { components: { schemas } })).body?.schema;
  };
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

  test('allOf is merged', async () => {
    const Named = {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', maxLength: 9 } },
    };
    expect(
      await body(
        { allOf: [ref('Named'), { required: ['note'], properties: { note: { type: 'string' } } }] },
        { Named },
      ),
    ).toEqual({
      type: 'object',
      required: ['name', 'note'],
      properties: { name: { type: 'string', maxLength: 9 }, note: { type: 'string' } },
    });
  });

  test('the first branch of alternatives that is not null is taken', async () => {
    expect(await body({ anyOf: [{ type: 'null' }, { type: 'string', format: 'email' }] })).toEqual({
      type: 'string',
      format: 'email',
      nullable: true,
    });
    expect(await body({ oneOf: [{ type: 'integer', exclusiveMinimum: 3 }, { type: 'string' }] })).toEqual({
      type: 'integer',
      minimum: 4,
    });
  });

  test('a recursive schema ends', async () => {
    const Folder = {
      type: 'object',
      properties: { name: { type: 'string' }, parent: { $ref: '#/components/schemas/Folder' } },
    };
    expect(await body(ref('Folder'), { Folder })).toEqual({
      type: 'object',
      properties: { name: { type: 'string' }, parent: {} },
    });
  });

  test('schemas that multiply end too', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `S${index}`);
    const schemas = Object.fromEntries(
      names.map((name) => [
        name,
        { properties: Object.fromEntries(names.map((other) => [other, ref(other)])) },
      ]),
    );
    expect(await body(ref('S0'), schemas)).toHaveProperty('properties.S1');
  });
});

describe('servers', () => {
  test.for<[server: object | undefined, prefix: string]>([
    [undefined, ''],
    [{ url: 'https://api.acme.example' }, ''],
    [{ url: 'https://api.acme.example/v1/' }, '/v1'],
    [{ url: '/api' }, '/api'],
    [
      {
        url: 'https://{region}.acme.example/{version}',
        variables: { region: { default: 'eu' }, version: { default: 'v2' } },
      },
      '/v2',
    ],
  ])('%j', async ([server, prefix]) => {
    const servers = server === undefined ? {} : { servers: [server] };
    expect((await read(withPaths({ '/me': { get: ok } }, servers))).prefix).toBe(prefix);
  });
});

test('Swagger 2 is read as well', async () => {
  const { operations, prefix } = await read({
    swagger: '2.0',
    basePath: '/v1',
    paths: {
      '/notes/{id}': {
        put: {
          parameters: [
            { name: 'id', in: 'path', required: true, type: 'integer' },
            { name: 'note', in: 'body', schema: { $ref: '#/definitions/Note' } },
          ],
        },
      },
      '/files': { post: { parameters: [{ name: 'file', in: 'formData', type: 'file', required: true }] } },
    },
    definitions: { Note: { type: 'object', properties: { text: { type: 'string' } } } },
  });
  expect(prefix).toBe('/v1');
  expect(operations[0]?.parameters).toEqual([
    { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
  ]);
  expect(operations[0]?.body).toEqual({
    contentType: 'application/json',
    schema: { type: 'object', properties: { text: { type: 'string' } } },
  });
  expect(operations[1]?.body?.contentType).toBe('multipart/form-data');
});

test('YAML with anchors is read', async () => {
  const { operations } = await read(
    'openapi: 3.0.0\nx-get: &get\n  security: []\npaths:\n  /health:\n    get: *get\n  /ready:\n    get: *get\n',
  );
  expect(operations.map((one) => `${one.id} ${one.declared}`)).toEqual([
    'GET /health public',
    'GET /ready public',
  ]);
});

describe('what is left out is told', () => {
  test.for<[name: string, paths: object, expected: string]>([
    [
      'a reference to a file',
      { '/b': { $ref: './b.yaml' } },
      '/b is left out: "./b.yaml" is in another file, which is not read',
    ],
    [
      'a reference to an address',
      { '/b': { post: { requestBody: { $ref: 'https://evil.example/x' } } } },
      'POST /b: a part is left out: "https://evil.example/x" is in another file',
    ],
    [
      'a reference to nothing',
      { '/b': { get: { parameters: [{ $ref: '#/nope' }] } } },
      '"#/nope" does not exist',
    ],
    ['a reference in a circle', { '/b': { $ref: '#/paths/~1b' } }, 'refers to itself'],
    ['a path without slash', { b: { get: {} } }, 'b is left out: a path begins with "/"'],
    ['a path with a query', { '/b?x=1': { get: {} } }, 'holds no "?"'],
    ['unmatched braces', { '/b/{id': { get: {} } }, 'braces do not match'],
    ['TRACE', { '/b': { trace: {} } }, 'TRACE is never sent'],
    ['an operation that is none', { '/b': { get: 'x' } }, 'GET /b is left out: it is not a group of keys'],
  ])('%s', async ([, paths, expected]) => {
    const text = JSON.stringify(withPaths({ '/a': { get: ok }, ...paths }));
    expect(await problems(text)).toContain(expected);
    expect((await read(text)).operations.map((one) => one.id)).toContain('GET /a');
  });
});

describe('what cannot be used is an error', () => {
  test.for<[name: string, text: string, expected: string]>([
    ['nothing', '', 'is not an OpenAPI description'],
    ['HTML', '<!doctype html><p>Not found</p>', 'is not an OpenAPI description'],
    ['broken JSON', '{"openapi": "3.1.0", ', 'openapi.json:1:'],
    ['another JSON', '{"name": "acme"}', 'neither "openapi" nor "swagger"'],
    ['a list', '[]', 'is not an OpenAPI description'],
    ['an old version', '{"swagger": "1.2", "paths": {}}', 'has version 1.2'],
    ['no paths', '{"openapi": "3.0.0"}', 'has no "paths"'],
    ['no operations', '{"openapi": "3.0.0", "paths": {}}', 'describes no operation'],
    ['binary', '\0\0', 'is not text'],
    ['an alias circle', 'openapi: 3.0.0\npaths: &p\n  /a: *p', 'aliases go in circles'],
    [
      'an alias bomb',
      `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}`,
      'multiply',
    ],
  ])('%s', async ([, text, expected]) => {
    expect((await readOpenApi(text, 'openapi.json')).ok).toBe(false);
    expect(await problems(text)).toContain(expected);
  });

  test('the parser says more about a description that yields nothing', async () => {
    expect(await problems('{"openapi": "3.0.0", "info": {}, "paths": {}}')).toMatch(/title/);
  });
});

test('no JSON makes it throw', async () => {
  const keys = fc.constantFrom(
    'get',
    'post',
    '/a',
    '/a/{id}',
    '$ref',
    'parameters',
    'schema',
    'allOf',
    'properties',
    'requestBody',
    'content',
    'application/json',
    'in',
    'name',
    'x',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6, depthSize: 'small' },
      fc.constantFrom('path', 'query', '#/paths', '#/x', 'id'),
      fc.jsonValue(),
      fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
      fc.array(tie('tree'), { maxLength: 3 }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(tree, async (paths) => {
      await expect(readOpenApi(JSON.stringify({ openapi: '3.1.0', paths }), 'a')).resolves.toBeDefined();
    }),
  );
});
