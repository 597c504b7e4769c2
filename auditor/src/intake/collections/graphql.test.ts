import * as fc from 'fast-check';
import { assert, expect, test } from 'vitest';
import { readIntrospection } from './graphql.ts';

const OPTIONS = { path: '/graphql', file: 'schema.json' };
const scalar = (name: string) => ({ kind: 'SCALAR', name });
const required = (ofType: object) => ({ kind: 'NON_NULL', ofType });
const board = { kind: 'OBJECT', name: 'Board' };

const SCHEMA = {
  data: {
    __schema: {
      queryType: { name: 'Query' },
      mutationType: { name: 'Mutation' },
      types: [
        {
          kind: 'OBJECT',
          name: 'Query',
          fields: [
            {
              name: 'boards',
              args: [{ name: 'first', type: scalar('Int') }],
              type: { kind: 'LIST', ofType: board },
            },
            { name: 'board', args: [{ name: 'id', type: required(scalar('ID')) }], type: board },
          ],
        },
        {
          kind: 'OBJECT',
          name: 'Mutation',
          fields: [
            {
              name: 'addBoard',
              args: [{ name: 'input', type: required({ kind: 'INPUT_OBJECT', name: 'NewBoard' }) }],
              type: board,
            },
            { name: 'deleteBoard', args: [], type: scalar('Boolean') },
          ],
        },
        {
          kind: 'OBJECT',
          name: 'Board',
          fields: [
            { name: 'id', args: [], type: required(scalar('ID')) },
            { name: 'owner', args: [], type: { kind: 'OBJECT', name: 'User' } },
          ],
        },
        {
          kind: 'OBJECT',
          name: 'User',
          fields: [
            { name: 'email', args: [], type: scalar('String') },
            { name: 'boards', args: [], type: { kind: 'LIST', ofType: board } },
          ],
        },
        {
          kind: 'INPUT_OBJECT',
          name: 'NewBoard',
          inputFields: [
            { name: 'title', type: required(scalar('String')) },
            { name: 'colour', type: scalar('String') },
          ],
        },
        scalar('ID'),
        scalar('String'),
        scalar('Int'),
        scalar('Boolean'),
      ],
    },
  },
};

test('each field of Query and Mutation is an operation with a document', () => {
  const read = readIntrospection(JSON.stringify(SCHEMA), OPTIONS);
  assert(read.ok);
  expect(read.value.map((one) => one.id)).toEqual([
    'POST /graphql (query boards)',
    'POST /graphql (query board)',
    'POST /graphql (mutation addBoard)',
    'POST /graphql (mutation deleteBoard)',
  ]);
  const [, one, add, remove] = read.value;
  expect(one?.body?.example).toEqual({
    operationName: 'board',
    query: 'query board($id: ID!) { board(id: $id) { id owner { email boards { id } } } }',
    variables: { id: '1' },
  });
  expect(add?.body?.example).toMatchObject({ variables: { input: { title: '{{text}}' } } });
  expect(remove).toMatchObject({
    destructive: true,
    body: { example: { query: 'mutation deleteBoard { deleteBoard }' } },
  });
});

test('what is no introspection is refused', () => {
  for (const text of ['', '{}', '[]', 'type Query { a: Int }', '{"__schema":{}}'])
    expect(readIntrospection(text, OPTIONS).ok).toBe(false);
  fc.assert(
    fc.property(fc.jsonValue(), (schema) => {
      const text = JSON.stringify({ __schema: { types: schema, queryType: { name: 'Query' } } });
      expect(typeof readIntrospection(text, OPTIONS).ok).toBe('boolean');
    }),
  );
});
