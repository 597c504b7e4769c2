import type {
  BodySpec,
  Declared,
  Json,
  JsonSchema,
  Method,
  Operation,
  Parameter,
} from '../core/operation.ts';
import { defined, isObject, listOf, objectOf, textOf, type JsonObject } from './json.ts';
import { readAnswer } from './openapi-answer.ts';
import { resolveRef } from './openapi-refs.ts';
import { readSchema } from './openapi-schema.ts';
import { pathParams } from './path-template.ts';

interface Source {
  readonly document: JsonObject;
  readonly path: string;
  readonly method: Method;
  /** The path item, already resolved. */
  readonly item: JsonObject;
  readonly operation: JsonObject;
  /** Called for each reference that leads nowhere. */
  readonly onLost: (because: string) => void;
}

/** Turns one method of one path into an operation. */
export function readOperation(source: Source): Operation {
  const { path, method } = source;
  const raw = rawParameters(source);
  const body = readBody(source, raw);
  const answer = readAnswer(source.document, source.operation);
  return {
    id: `${method} ${path}`,
    method,
    path,
    parameters: withPathParameters(
      path,
      raw.flatMap((one) => readParameter(source, one)),
    ),
    ...(body === undefined ? {} : { body }),
    ...(answer === undefined ? {} : { answer }),
    declared: declaredAccess(source),
    destructive: false,
    costly: false,
    mails: false,
    source: 'openapi',
  };
}

/** Parameters of the path item, overridden by those of the operation with the same place and name. */
function rawParameters({ document, item, operation, onLost }: Source): readonly JsonObject[] {
  const byKey = new Map<string, JsonObject>();
  for (const entry of [...listOf(item['parameters']), ...listOf(operation['parameters'])]) {
    const resolved = resolveRef(document, entry);
    if (resolved.kind === 'lost') onLost(resolved.because);
    else if (isObject(resolved.value))
      byKey.set(JSON.stringify([resolved.value['in'], resolved.value['name']]), resolved.value);
  }
  return [...byKey.values()];
}

/** Headers that OpenAPI says are described elsewhere. */
const IGNORED_HEADERS = new Set(['accept', 'content-type', 'authorization', 'cookie']);

function readParameter({ document, onLost }: Source, raw: JsonObject): readonly Parameter[] {
  const name = textOf(raw['name']);
  const place = raw['in'];
  if (name === undefined || (place !== 'path' && place !== 'query' && place !== 'header')) return [];
  if (place === 'header' && IGNORED_HEADERS.has(name.toLowerCase())) return [];
  const content = Object.values(objectOf(raw['content']))[0];
  // Swagger 2 writes the type beside the name.
  const described = raw['schema'] ?? objectOf(content)['schema'] ?? raw;
  const { required, ...schema } = readSchema(document, described, onLost);
  const example = raw['example'] ?? firstExample(raw);
  const whole: JsonSchema = {
    ...schema,
    ...(described === raw || required === undefined ? {} : { required }),
    ...(example === undefined ? {} : { example }),
  };
  return [{ name, in: place, required: place === 'path' || raw['required'] === true, schema: whole }];
}

/** Every parameter of the template exists, even when the description forgot it; none exists that the template lacks. */
function withPathParameters(path: string, parameters: readonly Parameter[]): readonly Parameter[] {
  const names = pathParams(path);
  const known = parameters.filter((one) => one.in !== 'path' || names.includes(one.name));
  const missing = names.filter((name) => !known.some((one) => one.in === 'path' && one.name === name));
  return [
    ...missing.map((name): Parameter => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...known,
  ];
}

function readBody(source: Source, parameters: readonly JsonObject[]): BodySpec | undefined {
  const { document, operation, onLost } = source;
  if (operation['requestBody'] === undefined) return readSwaggerBody(source, parameters);
  const resolved = resolveRef(document, operation['requestBody']);
  if (resolved.kind === 'lost') {
    onLost(resolved.because);
    return undefined;
  }
  const content = objectOf(objectOf(resolved.value)['content']);
  const contentType = preferred(Object.keys(content));
  if (contentType === undefined) return undefined;
  const media = objectOf(content[contentType]);
  return defined({
    contentType,
    schema: media['schema'] === undefined ? undefined : readSchema(document, media['schema'], onLost),
    example: media['example'] ?? firstExample(media),
  });
}

/** Swagger 2: the body is a parameter, and so are the fields of a form. */
function readSwaggerBody(
  { document, operation, onLost }: Source,
  parameters: readonly JsonObject[],
): BodySpec | undefined {
  const consumes = [...listOf(operation['consumes']), ...listOf(document['consumes'])].filter(
    (type) => typeof type === 'string',
  );
  const body = parameters.find((one) => one['in'] === 'body');
  if (body !== undefined) {
    return {
      contentType: preferred(consumes) ?? 'application/json',
      schema: readSchema(document, body['schema'], onLost),
    };
  }
  const fields = parameters.filter((one) => one['in'] === 'formData');
  if (fields.length === 0) return undefined;
  const hasFile = fields.some((field) => field['type'] === 'file');
  const named = fields.flatMap((field) =>
    typeof field['name'] === 'string' ? [{ name: field['name'], field }] : [],
  );
  const required = named.filter(({ field }) => field['required'] === true).map(({ name }) => name);
  const schema: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(
      named.map(({ name, field }) => [name, readSchema(document, field, onLost)]),
    ),
    required,
  };
  return { contentType: hasFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded', schema };
}

function preferred(types: readonly string[]): string | undefined {
  const isJson = (type: string) => /^application\/(?:[\w.-]+\+)?json\b/.test(type);
  return (
    types.find((type) => isJson(type)) ??
    types.find((type) => type.startsWith('multipart/form-data')) ??
    types.find((type) => type.startsWith('application/x-www-form-urlencoded')) ??
    types[0]
  );
}

function firstExample(media: JsonObject): Json | undefined {
  const first = Object.values(objectOf(media['examples']))[0];
  return objectOf(first)['value'];
}

/** No requirement at all, or an empty one among the alternatives, means that anyone may call. */
function declaredAccess({ document, operation }: Source): Declared {
  const security = operation['security'] ?? document['security'];
  if (!Array.isArray(security)) return 'unknown';
  const alternatives = listOf(security);
  const isOpen =
    alternatives.length === 0 || alternatives.some((one) => isObject(one) && Object.keys(one).length === 0);
  return isOpen ? 'public' : 'protected';
}
