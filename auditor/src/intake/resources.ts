import type { Method, Operation } from '../core/operation.ts';
import { objectOf } from './json.ts';
import { isIdName, nounOf, nounOfSegment } from './nouns.ts';
import { namesInAnswer } from './answer-names.ts';
import { isParam, pathParams, segmentsOf, shapeOf } from './path-template.ts';

/** A kind of object of the target: where objects are made, listed, read, changed and removed. */
export interface Resource {
  /** The shape of an object's path: `/api/projects/{}`. Unique. */
  readonly key: string;
  /** In words: `project`. */
  readonly name: string;
  /** Template of an object's path, and the parameter that identifies it. */
  readonly path: string;
  readonly param: string;
  readonly creator?: Operation;
  readonly list?: Operation;
  readonly read?: Operation;
  readonly update?: Operation;
  readonly remove?: Operation;
  /** Everything below one object, and operations elsewhere that take its id in their path. */
  readonly children: readonly Operation[];
  /** Operations that take its id in a query parameter or a body field. */
  readonly mentions: readonly Mention[];
  /** Keys of the resources that it lies within, outermost first. */
  readonly parents: readonly string[];
}

interface Mention {
  readonly operation: Operation;
  readonly in: 'query' | 'body';
  readonly name: string;
}

export interface Resources {
  readonly resources: readonly Resource[];
  /** Operations that address no single object: `GET /api/me`, `PUT /api/settings`. */
  readonly singletons: readonly Operation[];
}

interface Options {
  /** The path parameter that carries the tenant; it is no object of its own. */
  readonly tenantParam?: string;
  /** Corrections by operation id: the path of what it creates. */
  readonly creates?: Readonly<Record<string, string>>;
}

/** Infers from operations alone which of them produce the objects that others consume. */
export function inferResources(
  operations: readonly Operation[],
  { tenantParam, creates = {} }: Options = {},
): Resources {
  const isObjectPath = (path: string) => endsInObject(path, tenantParam);
  const byKey = new Map<string, Operation[]>();
  const paths = new Map<string, string>();
  for (const operation of operations) {
    for (const path of prefixesOf(operation.path).filter((one) => isObjectPath(one))) {
      const key = shapeOf(path);
      byKey.set(key, [...(byKey.get(key) ?? []), operation]);
      if (!paths.has(key)) paths.set(key, path);
    }
  }
  const drafts = [...paths].map(([key, path]) =>
    draftOf(key, path, byKey.get(key) ?? [], operations, creates),
  );
  const resources = mergeAliases(drafts).map((draft) => finish(draft, paths, operations));
  const collections = new Set(
    resources.flatMap((one) => [shapeOf(collectionOf(one.path)), shapeOf(one.list?.path ?? one.path)]),
  );
  const creators = new Set(resources.flatMap((one) => one.creator?.id ?? []));
  const singletons = operations.filter((one) => {
    const inObject = prefixesOf(one.path).some((path) => isObjectPath(path));
    return !inObject && !collections.has(shapeOf(one.path)) && !creators.has(one.id);
  });
  return { resources, singletons };
}

/** For each parameter of an operation's path, the resource that it identifies, as far as that is known. */
export function pathObjects(
  operation: Operation,
  resources: readonly Resource[],
): readonly { readonly param: string; readonly resource?: Resource }[] {
  return prefixesOf(operation.path)
    .filter((path) => isParam(path.split('/').at(-1) ?? ''))
    .flatMap((path) => {
      const param = pathParams(path).at(-1);
      if (param === undefined) return [];
      const own = resources.find((one) => one.key === shapeOf(path));
      const noun = nounOf(param);
      const resource = own ?? resources.find((one) => noun !== undefined && one.name === noun);
      return [resource === undefined ? { param } : { param, resource }];
    });
}

interface Draft {
  readonly key: string;
  readonly name: string;
  readonly path: string;
  readonly param: string;
  readonly creator: Operation | undefined;
  readonly list: Operation | undefined;
  /** Operations at the object's path and below. */
  readonly own: readonly Operation[];
}

function draftOf(
  key: string,
  path: string,
  own: readonly Operation[],
  all: readonly Operation[],
  creates: Readonly<Record<string, string>>,
): Draft {
  const collection = shapeOf(collectionOf(path));
  const param = pathParams(path).at(-1) ?? 'id';
  const name = nameOf(path, param);
  const at = (method: Method, shape: string) =>
    all.find((one) => one.method === method && shapeOf(one.path) === shape);
  const declared =
    all.find((one) => Object.hasOwn(creates, one.id) && shapeOf(creates[one.id] ?? '') === key) ??
    all.find((one) => makes(one, key, creates));
  // What the founder calls destructive changes what is there: it is not how such an object is made.
  const put = own.find((one) => one.method === 'PUT' && shapeOf(one.path) === key && !one.destructive);
  const creator =
    declared ??
    at('POST', collection) ??
    at('POST', collection.replace(new RegExp(`/${escaped(lastSegment(collection))}$`), `/${name}`)) ??
    ['create', 'new', 'upload', 'import', 'add']
      .map((verb) => at('POST', `${collection}/${verb}`))
      .find((one) => one !== undefined) ??
    elsewhere(all, 'POST', name, collection) ??
    put ??
    all.find((one) => bringsAbout(one, param, name));
  return {
    key,
    name,
    path,
    param,
    creator,
    list:
      at('GET', collection) ??
      all.find((one) => lists(one, param, own)) ??
      elsewhere(all, 'GET', name, collection),
    own,
  };
}

/** True when recordings showed that the operation makes such objects, and the target file does not say otherwise. */
function makes(
  { id, produces = [] }: Operation,
  key: string,
  creates: Readonly<Record<string, string>>,
): boolean {
  return (
    !Object.hasOwn(creates, id) &&
    produces.some((one) => one.creates !== undefined && shapeOf(one.creates) === key)
  );
}

/**
 * True when the operation's answer, as described, names such an object that it was not given: a question answered with the
 * `streamId` of its reply has made a stream.
 */
function bringsAbout(operation: Operation, param: string, name: string): boolean {
  const { method, path, body } = operation;
  const given = [...pathParams(path), ...Object.keys(body?.schema?.properties ?? {})];
  if (method !== 'POST' || operation.destructive || given.includes(param)) return false;
  return namesInAnswer(operation).some(
    (field) => isIdName(field) && nounOf(field) === name && !given.includes(field),
  );
}

/** True when recordings showed that the operation's answer lists the ids that these operations take. */
function lists({ method, produces = [] }: Operation, param: string, own: readonly Operation[]): boolean {
  if (method !== 'GET') return false;
  return produces.some(
    ({ at = '', takenBy }) =>
      at.includes('[') &&
      takenBy.some(
        (one) => one.in === 'path' && one.name === param && own.some(({ id }) => id === one.operation),
      ),
  );
}

/** `fileId` is made by `POST /api/files` or `POST /api/upload/file`, wherever that may be. */
function elsewhere(
  all: readonly Operation[],
  method: Method,
  name: string,
  collection: string,
): Operation | undefined {
  const candidates = all.filter((one) => {
    if (one.method !== method || shapeOf(one.path) === collection) return false;
    const last = lastSegment(one.path);
    return !isParam(last) && nounOfSegment(last) === name;
  });
  // The one that shares most of the path is the nearest relative.
  const shared = (one: Operation) => commonStart(segmentsOf(shapeOf(one.path)), segmentsOf(collection));
  return candidates.sort((left, right) => shared(right) - shared(left)).at(0);
}

/** An object path that nothing produces, named like a resource that something does produce, is another door to it. */
function mergeAliases(drafts: readonly Draft[]): readonly Draft[] {
  const merged = new Map(drafts.map((draft) => [draft.key, draft]));
  for (const draft of drafts) {
    const noun = nounOf(draft.param);
    const isOrphan = !hasOwnCollection(draft);
    const main = drafts.find((one) => one.key !== draft.key && one.name === noun && hasOwnCollection(one));
    if (!isOrphan || main === undefined) continue;
    const current = merged.get(main.key) ?? main;
    merged.set(main.key, { ...current, own: [...current.own, ...draft.own] });
    merged.delete(draft.key);
  }
  return [...merged.values()];
}

function hasOwnCollection({ creator, list, path }: Draft): boolean {
  const collection = shapeOf(collectionOf(path));
  return [creator, list].some((one) => one !== undefined && shapeOf(one.path).startsWith(collection));
}

function finish(draft: Draft, paths: ReadonlyMap<string, string>, all: readonly Operation[]): Resource {
  const { key, name, path, param, creator, list, own } = draft;
  const at = (method: Method) => own.find((one) => one.method === method && shapeOf(one.path) === key);
  const read = at('GET');
  const update = at('PATCH') ?? at('PUT');
  const remove = at('DELETE');
  const main = new Set([creator, list, read, update, remove, at('PUT')].map((one) => one?.id));
  const parents = prefixesOf(path)
    .slice(0, -1)
    .map((prefix) => shapeOf(prefix))
    .filter((shape) => shape !== key && paths.has(shape));
  return {
    key,
    name,
    path,
    param,
    ...(creator === undefined ? {} : { creator }),
    ...(list === undefined ? {} : { list }),
    ...(read === undefined ? {} : { read }),
    ...(update === undefined ? {} : { update }),
    ...(remove === undefined ? {} : { remove }),
    children: own.filter((one) => !main.has(one.id)),
    mentions: all.flatMap((operation) => mentionsIn(operation, name)),
    parents,
  };
}

function mentionsIn(operation: Operation, name: string): readonly Mention[] {
  const means = (field: string) => isIdName(field) && nounOf(field) === name;
  const query = operation.parameters.filter((one) => one.in === 'query' && means(one.name));
  const { schema, example } = operation.body ?? {};
  const described = [...Object.keys(schema?.properties ?? {}), ...Object.keys(objectOf(example))];
  const fields = [...new Set(described)].filter((field) => means(field));
  return [
    ...query.map((one): Mention => ({ operation, in: 'query', name: one.name })),
    ...fields.map((field): Mention => ({ operation, in: 'body', name: field })),
  ];
}

function nameOf(path: string, param: string): string {
  const last = lastSegment(collectionOf(path));
  if (last !== '' && !isParam(last)) return nounOfSegment(last);
  return nounOf(param) ?? param;
}

/** `/a`, `/a/{b}`, `/a/{b}/c` for `/a/{b}/c`. */
function prefixesOf(path: string): readonly string[] {
  const segments = segmentsOf(path);
  return segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`);
}

function endsInObject(path: string, tenantParam: string | undefined): boolean {
  const last = lastSegment(path);
  return isParam(last) && last !== `{${tenantParam}}`;
}

function collectionOf(path: string): string {
  return `/${segmentsOf(path).slice(0, -1).join('/')}`;
}

function lastSegment(path: string): string {
  return segmentsOf(path).at(-1) ?? '';
}

function commonStart(left: readonly string[], right: readonly string[]): number {
  const end = left.findIndex((segment, index) => segment !== right[index]);
  return end === -1 ? left.length : end;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
