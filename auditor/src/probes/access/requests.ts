import type { BodySpec, Json, Operation } from '../../core/operation.ts';
import { own } from '../../core/own.ts';
import type { Person } from '../../evidence/seen.ts';
import { exampleBody } from '../../intake/fill-body.ts';
import { exampleFor, type Reference } from '../../intake/fill.ts';
import { fillPath } from '../../intake/path-template.ts';
import type { Ask, AskBody } from '../../io/lane.ts';
import { givenValue, routeOf, tenantKey, type Model } from './model.ts';
import { onWire } from './on-wire.ts';
import { likewise, tenantFields } from './tenant-fields.ts';
import { isMultipart } from './takes-text.ts';

/** Ids of objects by the key of their resource. */
export type Ids = ReadonlyMap<string, string>;

export interface Filling {
  /** Whose tenant stands in the path. */
  readonly person: Person;
  readonly ids: Ids;
  /** Makes the text for each free field. */
  readonly text: () => string;
  /** What to search for, where the operation searches. */
  readonly search?: string;
  /** Values for parameters of path and query that no object stands for. */
  readonly params?: { readonly [param: string]: string };
  /** Ids for fields of the body that name other objects, by field name. */
  readonly references?: { readonly [name: string]: string };
}

/** The path of an operation with everything in its place; undefined when an object's id is not known. */
export function pathFor(
  model: Model,
  operation: Operation,
  filling: Pick<Filling, 'person' | 'ids' | 'params'>,
): string | undefined {
  return fillPath(operation.path, valuesFor(model, operation, filling));
}

/** Values for everything that the path of an operation names, as far as they are known. */
function valuesFor(
  model: Model,
  operation: Operation,
  { person, ids, params = {} }: Pick<Filling, 'person' | 'ids' | 'params'>,
): Readonly<Record<string, string>> {
  const { objects, fixed } = routeOf(model, operation);
  const tenant = tenantKey(model, person);
  const values: Record<string, string> = { ...fixed, ...params };
  for (const { param, resource } of objects) {
    const id = ids.get(resource.key);
    if (id !== undefined) values[param] = id;
  }
  if (model.tenantParam !== undefined && tenant !== undefined) values[model.tenantParam] = tenant;
  return values;
}

/** A whole request for an operation, without a credential; undefined when its path cannot be filled. */
export function requestFor(
  model: Model,
  operation: Operation,
  filling: Filling,
): Omit<Ask, 'as'> | undefined {
  const values = valuesFor(model, operation, filling);
  const path = fillPath(operation.path, values);
  if (path === undefined) return undefined;
  const references = {
    ...tenantFields(model, operation, filling.person),
    ...filling.references,
    ...namedIds(model, operation, filling.ids),
  };
  const filled = { ...filling, references };
  const query = queryFor(operation, filled);
  const body = takesBody(operation) ? bodyFor(operation, filled) : undefined;
  const headers = headersFor(model, operation);
  const ask = {
    method: operation.method,
    path,
    operation: operation.id,
    ...(Object.keys(query).length === 0 ? {} : { query }),
    ...(body === undefined ? {} : { body }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
  if (operation.wire === undefined) return ask;
  const { person, text } = filling;
  return onWire(ask, operation.wire, { values, text, user: person.name, tenant: tenantKey(model, person) });
}

/** Headers without which it is another operation or none, such as `Next-Action` or a publishable key; credentials and tenants are put in by io. */
function headersFor({ target }: Model, { parameters }: Operation): Record<string, string> {
  const tenant = target.tenancy?.by === 'header' ? target.tenancy.name?.toLowerCase() : undefined;
  const headers = parameters.flatMap((one): readonly [string, string][] => {
    const name = one.name.toLowerCase();
    const value = one.in === 'header' && name !== tenant ? one.schema.const : undefined;
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return Object.fromEntries(headers);
}

/** Ids for the fields that name an object, where the path names none. */
function namedIds(model: Model, operation: Operation, ids: Ids): { readonly [name: string]: string } {
  if (operation.path.includes('{')) return {};
  const named = routeOf(model, operation).objects.flatMap(
    ({ param, resource }): readonly [string, string][] => {
      const id = ids.get(resource.key);
      return id === undefined ? [] : [[param, id]];
    },
  );
  return Object.fromEntries(named);
}

/** Names of fields in an operation's body that look like the id of another object. */
export function referencesOf(operation: Operation): readonly Reference[] {
  return takesBody(operation) ? exampleBody(operation.body, () => 'word').references : [];
}

const SEARCH = /^(?:q|query|search|term|text|keyword|filter)$/i;

function queryFor(
  { parameters }: Operation,
  { search, text, references = {}, params = {} }: Filling,
): Record<string, string> {
  const query: Record<string, string> = {};
  for (const parameter of parameters) {
    if (parameter.in !== 'query') continue;
    const given = own(references, parameter.name) ?? givenValue(parameter);
    if (SEARCH.test(parameter.name) && search !== undefined && given === undefined)
      query[parameter.name] = search;
    else if (parameter.required)
      query[parameter.name] =
        own(params, parameter.name) ?? given ?? plain(exampleFor(parameter.schema, text).value);
  }
  return query;
}

function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function takesBody({ method, body }: Operation): boolean {
  return body !== undefined || method === 'POST' || method === 'PUT' || method === 'PATCH';
}

function bodyFor({ body }: Operation, { text, references = {} }: Filling): AskBody {
  if (body !== undefined && isMultipart(body.contentType)) return multipart(body, text);
  const { value } = exampleBody(body, text);
  const json = named(value, references);
  if (body !== undefined && body.contentType.includes('x-www-form-urlencoded'))
    return { kind: 'form', fields: flat(json) };
  if (body !== undefined && body.contentType.startsWith('text/')) {
    // Server actions and beacons send JSON as plain text.
    const plainText = body.example === undefined ? text() : JSON.stringify(json);
    return { kind: 'text', text: plainText, contentType: body.contentType };
  }
  return { kind: 'json', json };
}

/** A file that holds text and is named by it, beside the other fields that the description requires. */
function multipart({ schema }: BodySpec, text: () => string): AskBody {
  const properties = Object.entries(schema?.properties ?? {});
  const file = properties.find(([, one]) => one.format === 'binary')?.[0] ?? 'file';
  const others = schema === undefined ? {} : flat(exampleFor(schema, text).value);
  const fields = Object.fromEntries(Object.entries(others).filter(([name]) => name !== file));
  const name = text().split(' ')[0] ?? 'launch-ready';
  return {
    kind: 'multipart',
    field: file,
    fileName: `${name}.txt`,
    contentType: 'text/plain',
    content: text(),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
}

/** Puts ids into the fields that ask for them, wherever they stand; a list of ids gets this one. */
function named(value: Json, references: { readonly [name: string]: string }): Json {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => named(item, references));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const id = own(references, key);
      if (id === undefined) return [key, named(item, references)];
      return [key, item !== null && typeof item === 'object' && isList(item) ? [id] : likewise(id, item)];
    }),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function flat(json: Json): Record<string, string> {
  if (json === null || typeof json !== 'object' || isList(json)) return {};
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
