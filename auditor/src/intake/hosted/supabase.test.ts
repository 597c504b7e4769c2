import { describe, expect, test } from 'vitest';
import { TargetSchema } from '../../core/target.ts';
import { inferResources } from '../resources.ts';
import { supabaseOperations } from './supabase.ts';

function operations(project: object) {
  const backends = {
    supabase: { url: 'https://abc.supabase.co', anonKey: 'sb_publishable_abc', ...project },
  };
  const { supabase } = TargetSchema.parse({ schema: 1, backends }).backends;
  return supabase === undefined ? [] : supabaseOperations(supabase);
}

describe('operations of a Supabase project', () => {
  test('a table with an example row can be read, written and removed row by row', () => {
    const found = operations({ tables: { notes: { insert: { body: '{{text}}', user_id: '{{user}}' } } } });
    expect(found.map((one) => one.id)).toEqual([
      'GET /rest/v1/notes',
      'POST /rest/v1/notes',
      'GET /rest/v1/notes/{id}',
      'PATCH /rest/v1/notes/{id}',
      'DELETE /rest/v1/notes/{id}',
    ]);
    const [note] = inferResources(found).resources;
    expect(note).toMatchObject({ name: 'note', param: 'id' });
    expect(note?.creator?.id).toBe('POST /rest/v1/notes');
    expect(note?.remove?.wire?.path).toBe('/rest/v1/notes?id=eq.{id}');
    expect(note?.update?.body?.schema?.properties).toEqual({ body: { type: 'string' } });
  });

  test('a table of which only the name is known is listed', () => {
    expect(operations({ tables: { latest: {} } }).map((one) => one.id)).toEqual(['GET /rest/v1/latest']);
  });

  test('what is meant for everyone is read as public, and written as protected', () => {
    const found = operations({ tables: { posts: { insert: { title: '{{text}}' }, public: true } } });
    const open = found.filter((one) => one.declared === 'public').map((one) => one.method);
    expect(open).toEqual(['GET', 'GET']);
  });

  test('functions are asked by GET, in a transaction that cannot write', () => {
    const [search] = operations({ functions: { search: { query: '{{text}}', days: 7 } } });
    expect(search).toMatchObject({ method: 'GET', wire: { path: '/rest/v1/rpc/search' } });
    expect(search?.parameters.map((one) => one.schema)).toEqual([{ type: 'string' }, { const: 7 }]);
  });

  test('a bucket is a resource whose files have a public address besides', () => {
    const [file] = inferResources(operations({ buckets: { files: {} } })).resources;
    expect(file).toMatchObject({ name: 'file', param: 'Key' });
    expect(file?.creator?.wire?.path).toBe('/storage/v1/object/files/{{user}}/{{new}}.txt');
    expect(file?.read?.wire?.open).toBe('/storage/v1/object/public/{+Key}');
    expect(file?.list?.wire?.body).toMatchObject({ prefix: '{{user}}/' });
  });

  test.each(['sb_secret_abcdefgh', 'eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.c2ln'])(
    'a key that gets past every policy is refused: %s',
    (anonKey) => {
      expect(() => operations({ anonKey })).toThrow(/gets past every policy/);
    },
  );
});
