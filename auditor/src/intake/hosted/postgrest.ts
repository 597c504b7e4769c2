import type { Json, JsonSchema, Parameter } from '../../core/operation.ts';
import { isObject, listOf, objectOf, textOf } from '../json.ts';
import type { TableShape } from './supabase.ts';

/** What PostgREST's description of itself says. */
export interface RestDescription {
  readonly tables: readonly TableShape[];
  readonly functions: readonly { readonly name: string; readonly arguments: readonly Parameter[] }[];
}

/** Columns that hold the account that a row belongs to. */
const OWNER =
  /^(?:user|owner|author|creator|account|profile|member|uploader)(?:_?id)?$|^(?:created|owned|uploaded|added)_by$|^uid$/i;
/** Columns that hold the tenant. */
const TENANT = /^(?:tenant|org|organi[sz]ation|workspace|team|company|customer)_?id$/i;
const MADE_AT = /^(?:created|inserted)(?:_at|_on)?$|^createdAt$/;

/**
 * Reads the OpenAPI 2.0 document that PostgREST answers at its root; undefined when it is none
 * (https://docs.postgrest.org/en/stable/references/api/openapi.html).
 */
export function readPostgrest(document: Json): RestDescription | undefined {
  if (!isObject(document) || document['swagger'] !== '2.0' || !isObject(document['definitions']))
    return undefined;
  const paths = objectOf(document['paths']);
  const tables = Object.entries(document['definitions']).map(([name, definition]) =>
    tableOf(name, objectOf(definition), objectOf(paths[`/${name}`])),
  );
  const functions = Object.entries(paths).flatMap(([path, item]) => {
    const get = objectOf(objectOf(item)['get']);
    if (!path.startsWith('/rpc/') || Object.keys(get).length === 0) return [];
    return [{ name: path.slice('/rpc/'.length), arguments: listOf(get['parameters']).flatMap(argumentOf) }];
  });
  return { tables, functions };
}

interface Column {
  readonly name: string;
  readonly type: Json | undefined;
  readonly format: string;
  readonly required: boolean;
  readonly hasDefault: boolean;
  readonly isKey: boolean;
  readonly isForeign: boolean;
  readonly schema: { readonly [key: string]: Json };
}

function tableOf(
  name: string,
  definition: { readonly [key: string]: Json },
  path: { readonly [key: string]: Json },
): TableShape {
  const required = listOf(definition['required']);
  const columns = Object.entries(objectOf(definition['properties'])).map(([column, described]): Column => {
    const schema = objectOf(described);
    const note = textOf(schema['description']) ?? '';
    return {
      name: column,
      type: schema['type'],
      format: textOf(schema['format']) ?? '',
      required: required.includes(column),
      hasDefault: schema['default'] !== undefined,
      isKey: note.includes('<pk/>'),
      isForeign: note.includes('<fk '),
      schema,
    };
  });
  const [key, ...others] = columns.filter((one) => one.isKey);
  const madeAt = columns.find((one) => MADE_AT.test(one.name));
  const filled = columns.flatMap((one) => {
    const schema = fillingOf(one);
    return schema === undefined ? [] : [[one.name, schema] as const];
  });
  const texts = filled.filter(([, schema]) => schema.type === 'string' && schema.format === undefined);
  const writable = path['post'] !== undefined && texts.length > 0;
  const changeable = path['patch'] !== undefined && texts.length > 0;
  return {
    name,
    isPublic: false,
    ...(key === undefined || others.length > 0 ? {} : { id: key.name }),
    ...(madeAt === undefined ? {} : { madeAt: madeAt.name }),
    ...(writable ? { insert: objectSchema(filled) } : {}),
    ...(changeable ? { update: objectSchema(texts) } : {}),
  };
}

function objectSchema(fields: readonly (readonly [string, JsonSchema])[]): JsonSchema {
  return { type: 'object', required: fields.map(([name]) => name), properties: Object.fromEntries(fields) };
}

/** What to write into a column: the owner, the tenant, free text, or whatever a required one accepts. */
function fillingOf(column: Column): JsonSchema | undefined {
  const { name, type, format, required, hasDefault, isKey, isForeign, schema } = column;
  // A key that is counted up or made by the database shows no value of ours.
  if (isKey && (hasDefault || type === 'integer')) return undefined;
  if (OWNER.test(name) && (format === 'uuid' || format === 'text')) return { const: '{{user}}' };
  if (TENANT.test(name) && !isForeign) return { const: '{{tenant}}' };
  const values = listOf(schema['enum']);
  if (values.length > 0) return required && !hasDefault ? { enum: values } : undefined;
  if (type === 'string' && (format === 'text' || format.startsWith('character'))) {
    const longest = schema['maxLength'];
    if (hasDefault && !required) return undefined;
    return { type: 'string', ...(typeof longest === 'number' ? { maxLength: longest } : {}) };
  }
  if (!required || hasDefault) return undefined;
  if (format.startsWith('timestamp')) return { type: 'string', format: 'date-time' };
  if (format === 'date' || format === 'uuid') return { type: 'string', format };
  if (type === 'integer' || type === 'number' || type === 'boolean') return { type };
  if (type === 'array') return { type, items: { type: 'string' } };
  return { const: {} };
}

function argumentOf(parameter: Json): readonly Parameter[] {
  const { name, in: place, type, format, required } = objectOf(parameter);
  if (place !== 'query' || typeof name !== 'string') return [];
  const isPlain = type === 'integer' || type === 'number' || type === 'boolean';
  const schema: JsonSchema = isPlain
    ? { type }
    : { type: 'string', ...(format === 'uuid' ? { format } : {}) };
  return [{ name, in: 'query', required: required === true, schema }];
}
