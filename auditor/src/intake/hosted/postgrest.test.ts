import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/operation.ts';
import { readPostgrest } from './postgrest.ts';

const PK = 'Note:\nThis is a Primary Key.<pk/>';

/** As PostgREST 12 answers at its root. */
const DESCRIPTION: Json = {
  swagger: '2.0',
  paths: {
    '/': { get: {} },
    '/notes': { get: {}, post: {}, patch: {}, delete: {} },
    '/latest': { get: {} },
    '/members': { get: {}, post: {}, patch: {} },
    '/rpc/search_notes': {
      get: { parameters: [{ name: 'query', in: 'query', type: 'string', format: 'text', required: true }] },
      post: { parameters: [{ name: 'args', in: 'body', required: true, schema: {} }] },
    },
    '/rpc/wipe': { post: { parameters: [] } },
  },
  definitions: {
    notes: {
      required: ['id', 'user_id', 'workspace_id', 'folder_id', 'body', 'kind', 'pinned', 'due'],
      properties: {
        id: { type: 'string', format: 'uuid', default: 'gen_random_uuid()', description: PK },
        user_id: { type: 'string', format: 'uuid' },
        workspace_id: { type: 'string', format: 'uuid' },
        folder_id: {
          type: 'string',
          format: 'uuid',
          description: "Note:\n<fk table='folders' column='id'/>",
        },
        body: { type: 'string', format: 'text' },
        title: { type: 'string', format: 'character varying', maxLength: 80 },
        kind: { type: 'string', format: 'public.kind', enum: ['a', 'b'] },
        pinned: { type: 'boolean', format: 'boolean', default: false },
        due: { type: 'string', format: 'timestamp with time zone' },
        created_at: { type: 'string', format: 'timestamp with time zone', default: 'now()' },
      },
    },
    latest: { properties: { body: { type: 'string', format: 'text' } } },
    members: {
      required: ['team', 'person'],
      properties: {
        team: { type: 'integer', format: 'bigint', description: PK },
        person: { type: 'integer', format: 'bigint', description: PK },
        note: { type: 'string', format: 'text' },
      },
    },
  },
};

describe('what PostgREST says of itself', () => {
  const read = readPostgrest(DESCRIPTION);
  const table = (name: string) => read?.tables.find((one) => one.name === name);

  test('says what a new row must hold: owner, tenant, text, and whatever else has no default', () => {
    expect(table('notes')).toMatchObject({ id: 'id', madeAt: 'created_at' });
    expect(table('notes')?.insert?.properties).toEqual({
      user_id: { const: '{{user}}' },
      workspace_id: { const: '{{tenant}}' },
      folder_id: { type: 'string', format: 'uuid' },
      body: { type: 'string' },
      title: { type: 'string', maxLength: 80 },
      kind: { enum: ['a', 'b'] },
      due: { type: 'string', format: 'date-time' },
    });
  });

  test('only text is changed in a row that is there', () => {
    expect(Object.keys(table('notes')?.update?.properties ?? {})).toEqual(['body', 'title']);
  });

  test('what cannot be written to is only read', () => {
    expect(table('latest')).toEqual({ name: 'latest', isPublic: false });
  });

  test('rows with a key of several columns are not addressed one by one', () => {
    expect(table('members')).not.toHaveProperty('id');
  });

  test('functions that can be read are taken with their arguments', () => {
    expect(read?.functions.map((one) => one.name)).toEqual(['search_notes']);
    expect(read?.functions[0]?.arguments).toEqual([
      { name: 'query', in: 'query', required: true, schema: { type: 'string' } },
    ]);
  });

  test.each<[string, Json]>([
    ['nothing', null],
    ['a list', []],
    ['OpenAPI 3', { openapi: '3.0.0', paths: {} }],
    ['an error', { message: 'Access to schema is forbidden' }],
  ])('%s is no description', (_, document) => {
    expect(readPostgrest(document)).toBeUndefined();
  });
});
