import type { JsonSchema, Operation, Parameter } from '../../core/operation.ts';
import type { SupabaseSpec } from '../../core/target/backends.ts';
import { hostedOperation } from './hosted-operation.ts';
import { insertSchema, isText, updateSchema } from './insert-schema.ts';
import type { RestDescription } from './postgrest.ts';

/** A table as operations are made of it. */
export interface TableShape {
  readonly name: string;
  /** The column that identifies a row; undefined where several do. */
  readonly id?: string;
  readonly isPublic: boolean;
  readonly insert?: JsonSchema;
  readonly update?: JsonSchema;
  /** The column that says when a row was made: the newest come first. */
  readonly madeAt?: string;
}

/** Every operation of a Supabase project that the file or the project's own description names. */
export function supabaseOperations(spec: SupabaseSpec, described?: RestDescription): readonly Operation[] {
  const tables = new Map((described?.tables ?? []).map((one) => [one.name, one]));
  for (const [name, { id, insert, public: isPublic }] of Object.entries(spec.tables)) {
    const update = insert === undefined ? undefined : updateSchema(insert);
    tables.set(name, {
      ...tables.get(name),
      name,
      id,
      isPublic,
      ...(insert === undefined ? {} : { insert: insertSchema(insert) }),
      ...(update === undefined ? {} : { update }),
    });
  }
  const functions = new Map((described?.functions ?? []).map((one) => [one.name, one.arguments]));
  for (const [name, values] of Object.entries(spec.functions)) functions.set(name, argumentsOf(values));
  return [
    ...[...tables.values()].flatMap((table) => tableOperations(spec.url, table)),
    ...[...functions].map(([name, parameters]) => functionOperation(spec.url, name, parameters)),
    ...Object.entries(spec.buckets).flatMap(([name, bucket]) => bucketOperations(spec.url, name, bucket)),
  ];
}

/**
 * One row and not a list of one: a row that cannot be seen is a plain refusal then, and a removal that removed nothing is one
 * too (https://docs.postgrest.org/en/stable/references/api/resource_representation.html#singular-or-plural).
 */
const ONE = { accept: 'application/vnd.pgrst.object+json', prefer: 'return=representation' };

function tableOperations(base: string, table: TableShape): readonly Operation[] {
  const { name, id, isPublic, insert, update, madeAt } = table;
  const at = `/rest/v1/${encodeURIComponent(name)}`;
  const newest = madeAt === undefined ? '' : `&order=${encodeURIComponent(madeAt)}.desc.nullslast`;
  const declared = isPublic ? { declared: 'public' as const } : {};
  const list = hostedOperation({
    method: 'GET',
    path: at,
    wire: { base, path: `${at}?select=*${newest}` },
    ...declared,
  });
  if (id === undefined) return [list];
  const path = `${at}/{${id}}`;
  const row = { base, path: `${at}?${encodeURIComponent(id)}=eq.{${id}}`, headers: ONE };
  const read = hostedOperation({ method: 'GET', path, wire: row, ...declared });
  if (insert === undefined) return [list];
  return [
    list,
    hostedOperation({
      method: 'POST',
      path: at,
      wire: { base, path: at, headers: ONE },
      body: insert,
      makes: { id: `$['${id}']`, path },
    }),
    read,
    ...(update === undefined ? [] : [hostedOperation({ method: 'PATCH', path, wire: row, body: update })]),
    hostedOperation({ method: 'DELETE', path, wire: row }),
  ];
}

function argumentsOf(values: { readonly [name: string]: JsonSchema['const'] }): readonly Parameter[] {
  return Object.entries(values).map(([name, value = null]) => ({
    name,
    in: 'query',
    required: true,
    schema: isText(value) ? { type: 'string' } : { const: value },
  }));
}

/** Asked by GET, which runs in a transaction that cannot write: a function that is no read fails and changes nothing. */
function functionOperation(base: string, name: string, parameters: readonly Parameter[]): Operation {
  const path = `/rest/v1/rpc/${encodeURIComponent(name)}`;
  return hostedOperation({ method: 'GET', path, wire: { base, path }, query: parameters });
}

function bucketOperations(
  base: string,
  name: string,
  { path: template, public: isPublic }: SupabaseSpec['buckets'][string],
): readonly Operation[] {
  const bucket = encodeURIComponent(name);
  const at = `/storage/v1/object/${bucket}`;
  const path = `${at}/{Key}`;
  const folder = template.includes('/') ? template.slice(0, template.lastIndexOf('/') + 1) : '';
  const declared = isPublic ? { declared: 'public' as const } : {};
  const file = { base, path: '/storage/v1/object/{+Key}' };
  return [
    hostedOperation({
      method: 'GET',
      path: at,
      wire: {
        base,
        method: 'POST',
        path: `/storage/v1/object/list/${bucket}`,
        body: { prefix: folder, limit: 100, offset: 0, sortBy: { column: 'created_at', order: 'desc' } },
      },
      ...declared,
    }),
    hostedOperation({
      method: 'POST',
      path: at,
      wire: { base, path: `${at}/${template}` },
      body: 'text',
      makes: { id: '$.Key', path },
    }),
    hostedOperation({
      method: 'GET',
      path,
      wire: {
        base,
        path: '/storage/v1/object/authenticated/{+Key}',
        open: '/storage/v1/object/public/{+Key}',
      },
      ...declared,
    }),
    hostedOperation({ method: 'PUT', path, wire: file, body: 'text' }),
    hostedOperation({ method: 'DELETE', path, wire: file }),
  ];
}
