import { describe, expect, test } from 'vitest';
import { TargetSchema } from '../../core/target.ts';
import { inferResources } from '../resources.ts';
import { firebaseOperations } from './firebase.ts';

function operations(project: object) {
  const firebase = { projectId: 'acme', apiKey: 'AIzaSyA-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', ...project };
  const { backends } = TargetSchema.parse({ schema: 1, backends: { firebase } });
  return backends.firebase === undefined ? [] : firebaseOperations(backends.firebase);
}

const ROOT = '/v1/projects/acme/databases/(default)/documents';

describe('operations of a Firebase project', () => {
  test('documents carry their values by type', () => {
    const insert = {
      text: '{{text}}',
      owner: '{{user}}',
      size: 3,
      tags: ['a'],
      more: { open: true, no: null },
    };
    const found = operations({ collections: { notes: { insert } } });
    const [note] = inferResources(found).resources;
    expect(note).toMatchObject({ name: 'note', param: 'name' });
    expect(note?.creator).toMatchObject({ wire: { path: `${ROOT}/notes` }, produces: [{ at: '$.name' }] });
    expect(note?.creator?.body?.schema?.properties?.['fields']?.properties).toMatchObject({
      text: { properties: { stringValue: { type: 'string' } } },
      owner: { const: { stringValue: '{{user}}' } },
      size: { const: { integerValue: '3' } },
      tags: { const: { arrayValue: { values: [{ stringValue: 'a' }] } } },
      more: { const: { mapValue: { fields: { open: { booleanValue: true }, no: { nullValue: null } } } } },
    });
    expect(note?.update?.wire?.path).toBe(
      '/v1/{+name}?updateMask.fieldPaths=text&currentDocument.exists=true',
    );
  });

  test('a list asks for the documents of one person, since rules are no filters', () => {
    const [list] = operations({ collections: { 'teams/{{tenant}}/notes': { insert: { by: '{{user}}' } } } });
    expect(list).toMatchObject({
      id: 'GET /firestore/teams/notes',
      wire: { method: 'POST', path: `${ROOT}/teams/{{tenant}}:runQuery` },
    });
  });

  test('a branch of the Realtime Database is a list of objects', () => {
    const found = operations({
      databaseURL: 'https://acme.firebaseio.com',
      paths: { 'notes/{{user}}': { insert: { text: '{{text}}' } } },
    });
    expect(found.map((one) => [one.id, one.wire?.path])).toEqual([
      ['GET /database/notes', '/notes/{{user}}.json'],
      ['POST /database/notes', '/notes/{{user}}.json'],
      ['GET /database/notes/{name}', '/notes/{{user}}/{name}.json'],
      ['PATCH /database/notes/{name}', '/notes/{{user}}/{name}.json'],
      ['DELETE /database/notes/{name}', '/notes/{{user}}/{name}.json'],
    ]);
  });

  test('files are named in one segment', () => {
    const found = operations({ storageBucket: 'acme.appspot.com', files: ['users/{{user}}/{{new}}.txt'] });
    expect(found.find((one) => one.method === 'GET' && one.path.endsWith('}'))?.wire?.path).toBe(
      '/v0/b/acme.appspot.com/o/{name}?alt=media',
    );
    expect(found[0]?.wire?.path).toBe('/v0/b/acme.appspot.com/o?prefix=users/{{user}}/');
  });

  test('without its address nothing is asked of a database or a bucket', () => {
    expect(operations({ paths: { notes: {} }, files: ['a/{{new}}.txt'] })).toEqual([]);
  });
});
