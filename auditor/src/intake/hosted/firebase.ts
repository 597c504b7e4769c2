import type { Json, JsonSchema, Operation } from '../../core/operation.ts';
import type { FirebaseSpec } from '../../core/target/backends.ts';
import { hostedOperation } from './hosted-operation.ts';
import { insertSchema, isText, updateSchema, type Insert } from './insert-schema.ts';

/** Every operation of a Firebase project that the file names: Firestore, Realtime Database, storage. */
export function firebaseOperations(spec: FirebaseSpec): readonly Operation[] {
  return [
    ...Object.entries(spec.collections).flatMap(([path, one]) => collectionOperations(spec, path, one)),
    ...Object.entries(spec.paths).flatMap(([path, one]) => listOperations(spec, path, one)),
    ...spec.files.flatMap((template) => fileOperations(spec, template)),
  ];
}

type Documents = FirebaseSpec['collections'][string];

/** The path without its placeholders: what is a list of things for people, whoever they belong to. */
function plain(path: string): string {
  const named = path.split('/').filter((segment) => !segment.includes('{{'));
  return named.length === 0 ? 'own' : named.join('/');
}

function declaredBy({ public: isPublic }: Documents) {
  return isPublic ? { declared: 'public' as const } : {};
}

function collectionOperations(
  { projectId, addresses }: FirebaseSpec,
  collection: string,
  documents: Documents,
): readonly Operation[] {
  const base = addresses.firestore;
  const root = `/v1/projects/${encodeURIComponent(projectId)}/databases/(default)/documents`;
  const at = `/firestore/${plain(collection)}`;
  const path = `${at}/{name}`;
  const { insert } = documents;
  const owner = Object.entries(insert ?? {}).find(([, value]) => value === '{{user}}')?.[0];
  const list = hostedOperation({
    method: 'GET',
    path: at,
    wire:
      owner === undefined
        ? { base, path: `${root}/${collection}?pageSize=300` }
        : { base, method: 'POST', ...ownDocuments(root, collection, owner) },
    ...declaredBy(documents),
  });
  if (insert === undefined) return [list];
  const update = updateSchema(insert);
  const fields = Object.keys(update?.properties ?? {});
  const mask = fields.map((name) => `updateMask.fieldPaths=${encodeURIComponent(name)}`).join('&');
  const one = { base, path: '/v1/{+name}' };
  return [
    list,
    hostedOperation({
      method: 'POST',
      path: at,
      wire: { base, path: `${root}/${collection}` },
      body: fieldsSchema(insert),
      makes: { id: '$.name', path },
    }),
    // A rule that looks at `resource.data` fails where there is no document, and that is a refusal.
    hostedOperation({ method: 'GET', path, wire: { ...one, hides: true }, ...declaredBy(documents) }),
    ...(update === undefined
      ? []
      : [
          hostedOperation({
            method: 'PATCH',
            path,
            // Without the condition it would make the document anew.
            wire: { base, path: `/v1/{+name}?${mask}&currentDocument.exists=true` },
            body: fieldsSchema(Object.fromEntries(fields.map((name) => [name, '{{text}}']))),
          }),
        ]),
    hostedOperation({ method: 'DELETE', path, wire: one }),
  ];
}

/** Rules are no filters: a list must ask for what its rule allows, so it asks for one's own. */
function ownDocuments(root: string, collection: string, owner: string): { path: string; body: Json } {
  const cut = collection.lastIndexOf('/');
  const parent = cut < 0 ? '' : `/${collection.slice(0, cut)}`;
  const value = { stringValue: '{{user}}' };
  return {
    path: `${root}${parent}:runQuery`,
    body: {
      structuredQuery: {
        from: [{ collectionId: collection.slice(cut + 1) }],
        where: { fieldFilter: { field: { fieldPath: owner }, op: 'EQUAL', value } },
        limit: 300,
      },
    },
  };
}

/** `{ fields: { text: { stringValue: … } } }` (https://firebase.google.com/docs/firestore/reference/rest/v1/Value). */
function fieldsSchema(insert: Insert): JsonSchema {
  const required = Object.keys(insert);
  const properties = Object.fromEntries(
    Object.entries(insert).map(([name, value]): [string, JsonSchema] => [name, valueSchema(value)]),
  );
  return {
    type: 'object',
    required: ['fields'],
    properties: { fields: { type: 'object', required, properties } },
  };
}

function valueSchema(value: Json): JsonSchema {
  if (!isText(value)) return { const: valueOf(value) };
  return { type: 'object', required: ['stringValue'], properties: { stringValue: { type: 'string' } } };
}

function valueOf(value: Json): Json {
  if (value === null) return { nullValue: null };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { integerValue: String(value) } : { doubleValue: value };
  if (isList(value)) return { arrayValue: { values: value.map(valueOf) } };
  const fields = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, valueOf(one)]));
  return { mapValue: { fields } };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function listOperations(
  { databaseURL: base }: FirebaseSpec,
  place: string,
  documents: Documents,
): readonly Operation[] {
  if (base === undefined) return [];
  const at = `/database/${plain(place)}`;
  const path = `${at}/{name}`;
  const { insert } = documents;
  const all = { base, path: `/${place}.json` };
  const list = hostedOperation({ method: 'GET', path: at, wire: all, ...declaredBy(documents) });
  if (insert === undefined) return [list];
  const one = { base, path: `/${place}/{name}.json` };
  const update = updateSchema(insert);
  return [
    list,
    hostedOperation({
      method: 'POST',
      path: at,
      wire: all,
      body: insertSchema(insert),
      makes: { id: '$.name', path },
    }),
    hostedOperation({ method: 'GET', path, wire: one, ...declaredBy(documents) }),
    ...(update === undefined ? [] : [hostedOperation({ method: 'PATCH', path, wire: one, body: update })]),
    hostedOperation({ method: 'DELETE', path, wire: one }),
  ];
}

function fileOperations({ storageBucket, addresses }: FirebaseSpec, template: string): readonly Operation[] {
  if (storageBucket === undefined) return [];
  const base = addresses.storage;
  const bucket = `/v0/b/${encodeURIComponent(storageBucket)}/o`;
  const folder = template.slice(0, template.lastIndexOf('/') + 1);
  const at = `/storage/${plain(template)}/files`;
  const path = `${at}/{name}`;
  const file = { base, path: `${bucket}/{name}` };
  return [
    hostedOperation({ method: 'GET', path: at, wire: { base, path: `${bucket}?prefix=${folder}` } }),
    hostedOperation({
      method: 'POST',
      path: at,
      wire: { base, path: `${bucket}?name=${template}` },
      body: 'text',
      makes: { id: '$.name', path },
    }),
    hostedOperation({ method: 'GET', path, wire: { base, path: `${bucket}/{name}?alt=media` } }),
    hostedOperation({
      method: 'PUT',
      path,
      wire: { base, method: 'POST', path: `${bucket}?name={name}` },
      body: 'text',
    }),
    hostedOperation({ method: 'DELETE', path, wire: file }),
  ];
}
