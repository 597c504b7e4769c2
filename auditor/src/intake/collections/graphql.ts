import type { Json, Operation } from '../../core/operation.ts';
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../json.ts';
import type { Problem } from '../problem.ts';
import { failure, success, type Result } from '../result.ts';
import { bareOperation } from '../route-list.ts';

interface Options {
  /** Path of the GraphQL endpoint. */
  readonly path: string;
  readonly file: string;
}

const MAX_LENGTH = 20 * 1024 * 1024;
const MOST_FIELDS = 2_000;

/**
 * Reads the answer to an introspection query: each field of `Query` and `Mutation` is an operation of its own.
 *
 * @see https://spec.graphql.org/October2021/#sec-Introspection
 */
export function readIntrospection(
  text: string,
  { path, file }: Options,
): Result<readonly Operation[], readonly Problem[]> {
  const problem = (message: string) => failure([{ level: 'error' as const, file, message }]);
  if (text.length > MAX_LENGTH) return problem('is larger than 20 MiB');
  const schema = schemaIn(text);
  if (schema === undefined)
    return problem('is not the answer to an introspection query: JSON with "__schema" is expected');
  const types = new Map(
    listOf(schema['types']).flatMap((one) => {
      const name = textOf(objectOf(one)['name']);
      return name === undefined ? [] : [[name, objectOf(one)] as const];
    }),
  );
  const kinds = [
    ['query', 'queryType'],
    ['mutation', 'mutationType'],
  ] as const;
  const operations = kinds.flatMap(([kind, key]) => {
    const root = types.get(textOf(objectOf(schema[key])['name']) ?? '');
    return listOf(root?.['fields']).map((field) => operationFor(kind, objectOf(field), types, path));
  });
  if (operations.length === 0) return problem('describes no query and no mutation');
  return success(operations.slice(0, MOST_FIELDS));
}

function schemaIn(text: string): JsonObject | undefined {
  try {
    const json: Json = JSON.parse(text.replace(/^\uFEFF/, ''));
    const schema = objectOf(json)['__schema'] ?? objectOf(objectOf(json)['data'])['__schema'];
    return isObject(schema) ? schema : undefined;
  } catch {
    return undefined;
  }
}

type Types = ReadonlyMap<string, JsonObject>;

function operationFor(kind: 'query' | 'mutation', field: JsonObject, types: Types, path: string): Operation {
  const name = textOf(field['name']) ?? 'unnamed';
  const args = listOf(field['args']).map((one) => objectOf(one));
  const required = args.filter((one) => objectOf(one['type'])['kind'] === 'NON_NULL');
  const declared = required.map((one) => `$${textOf(one['name']) ?? ''}: ${written(objectOf(one['type']))}`);
  const given = required.map((one) => `${textOf(one['name']) ?? ''}: $${textOf(one['name']) ?? ''}`);
  const list = (words: readonly string[]) => (words.length === 0 ? '' : `(${words.join(', ')})`);
  const query = `${kind} ${name}${list(declared)} { ${name}${list(given)}${selection(objectOf(field['type']), types, 0)} }`;
  const variables = Object.fromEntries(
    required.map((one) => [textOf(one['name']) ?? '', exampleOf(objectOf(one['type']), types, 0)]),
  );
  const variant = `${kind} ${name}`;
  return {
    ...bareOperation('POST', path),
    id: `POST ${path} (${variant})`,
    variant,
    body: { contentType: 'application/json', example: { operationName: name, query, variables } },
    destructive: /^(?:delete|remove|destroy|archive|suspend|revoke)/i.test(name),
    source: 'graphql',
  };
}

/** `[Board!]!`, as it is written in a document. */
function written(type: JsonObject): string {
  const inner = () => written(objectOf(type['ofType']));
  if (type['kind'] === 'NON_NULL') return `${inner()}!`;
  return type['kind'] === 'LIST' ? `[${inner()}]` : (textOf(type['name']) ?? 'String');
}

function named(type: JsonObject): string {
  return isObject(type['ofType']) ? named(type['ofType']) : (textOf(type['name']) ?? '');
}

const DEEP = 2;

/** Every plain field, and those of the objects below: what a leak would show. Fields that need arguments are left out. */
function selection(type: JsonObject, types: Types, depth: number): string {
  const definition = types.get(named(type));
  const kind = definition?.['kind'];
  if (kind === 'UNION' || kind === 'INTERFACE') return ' { __typename }';
  if (kind !== 'OBJECT') return '';
  const fields = listOf(definition?.['fields']).flatMap((one) => {
    const field = objectOf(one);
    const name = textOf(field['name']) ?? '';
    if (listOf(field['args']).some((arg) => objectOf(objectOf(arg)['type'])['kind'] === 'NON_NULL'))
      return [];
    const below = types.get(named(objectOf(field['type'])))?.['kind'];
    if (below === 'SCALAR' || below === 'ENUM') return [name];
    return depth < DEEP ? [`${name}${selection(objectOf(field['type']), types, depth + 1)}`] : [];
  });
  return ` { ${fields.length === 0 ? '__typename' : fields.slice(0, 40).join(' ')} }`;
}

const SCALARS: { readonly [name: string]: Json } = { Int: 1, Float: 1, Boolean: false, ID: '1' };

function exampleOf(type: JsonObject, types: Types, depth: number): Json {
  if (type['kind'] === 'NON_NULL') return exampleOf(objectOf(type['ofType']), types, depth);
  if (type['kind'] === 'LIST') return [exampleOf(objectOf(type['ofType']), types, depth + 1)];
  const name = textOf(type['name']) ?? '';
  const definition = types.get(name);
  if (definition?.['kind'] === 'ENUM')
    return textOf(objectOf(listOf(definition['enumValues'])[0])['name']) ?? '';
  if (definition?.['kind'] !== 'INPUT_OBJECT') return SCALARS[name] ?? '{{text}}';
  if (depth > 4) return {};
  const fields = listOf(definition['inputFields']).map((one) => objectOf(one));
  const required = fields.filter((one) => objectOf(one['type'])['kind'] === 'NON_NULL');
  return Object.fromEntries(
    required.map((one) => [textOf(one['name']) ?? '', exampleOf(objectOf(one['type']), types, depth + 1)]),
  );
}
