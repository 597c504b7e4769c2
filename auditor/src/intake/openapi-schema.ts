import type { Json, JsonSchema } from '../core/operation.ts';
import { defined, isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from './json.ts';
import { resolveRef } from './openapi-refs.ts';

/** Depth after which a schema is cut to "anything": deep enough for real bodies, finite for recursive ones. */
const MAX_DEPTH = 10;
/** Schemas per body; a handful of mutually recursive ones would otherwise fan out without end. */
const MAX_SCHEMAS = 3_000;

interface Reading {
  readonly document: JsonObject;
  readonly onLost: (because: string) => void;
  left: number;
}

/** Reads a schema object of OpenAPI 3.0, 3.1 or Swagger 2: references followed, `allOf` merged, one branch of alternatives. */
export function readSchema(
  document: JsonObject,
  value: Json | undefined,
  onLost: (because: string) => void,
): JsonSchema {
  return schemaOf({ document, onLost, left: MAX_SCHEMAS }, value, [], 0);
}

function schemaOf(
  reading: Reading,
  value: Json | undefined,
  trail: readonly string[],
  depth: number,
): JsonSchema {
  reading.left -= 1;
  if (value === undefined || depth > MAX_DEPTH || reading.left < 0) return {};
  const resolved = resolveRef(reading.document, value, trail);
  if (resolved.kind === 'lost') {
    if (!resolved.because.endsWith('to itself')) reading.onLost(resolved.because);
    return {};
  }
  if (!isObject(resolved.value)) return {};
  const raw = resolved.value;
  const read = (part: Json | undefined) => schemaOf(reading, part, resolved.trail, depth + 1);
  const own = ownKeywords(raw, read);
  const parts = listOf(raw['allOf']).map((part) => read(part));
  const branch = firstBranch(reading, raw, resolved.trail, depth);
  return [...parts, ...(branch === undefined ? [] : [branch]), own].reduce((merged, part) =>
    merge(merged, part),
  );
}

function ownKeywords(raw: JsonObject, read: (part: Json | undefined) => JsonSchema): JsonSchema {
  const properties = Object.entries(objectOf(raw['properties'])).map(
    ([name, part]) => [name, read(part)] as const,
  );
  const types =
    typeof raw['type'] === 'string'
      ? raw['type']
      : listOf(raw['type']).filter((type) => typeof type === 'string');
  const extra = raw['additionalProperties'];
  return defined({
    type: types.length === 0 ? undefined : types,
    format: textOf(raw['format']),
    enum: Array.isArray(raw['enum']) && listOf(raw['enum']).length > 0 ? listOf(raw['enum']) : undefined,
    const: raw['const'],
    default: raw['default'],
    example: raw['example'] ?? listOf(raw['examples'])[0],
    pattern: textOf(raw['pattern']),
    minLength: numberOf(raw['minLength']),
    maxLength: numberOf(raw['maxLength']),
    minimum: lowest(raw),
    maximum: highest(raw),
    minItems: numberOf(raw['minItems']),
    items: raw['items'] === undefined ? undefined : read(raw['items']),
    properties: properties.length === 0 ? undefined : Object.fromEntries(properties),
    required: required(raw),
    additionalProperties: typeof extra === 'boolean' ? extra : undefined,
    readOnly: raw['readOnly'] === true ? true : undefined,
    nullable: raw['nullable'] === true || types.includes('null') ? true : undefined,
  });
}

function required(raw: JsonObject): readonly string[] | undefined {
  const names = listOf(raw['required']).filter((name) => typeof name === 'string');
  return names.length === 0 ? undefined : names;
}

/** `exclusiveMinimum` is a flag in 3.0 and a number in 3.1. */
function lowest(raw: JsonObject): number | undefined {
  const exclusive = raw['exclusiveMinimum'];
  if (typeof exclusive === 'number') return exclusive + 1;
  const minimum = numberOf(raw['minimum']);
  return exclusive === true && minimum !== undefined ? minimum + 1 : minimum;
}

function highest(raw: JsonObject): number | undefined {
  const exclusive = raw['exclusiveMaximum'];
  if (typeof exclusive === 'number') return exclusive - 1;
  const maximum = numberOf(raw['maximum']);
  return exclusive === true && maximum !== undefined ? maximum - 1 : maximum;
}

/** The first alternative that says something other than null. */
function firstBranch(
  reading: Reading,
  raw: JsonObject,
  trail: readonly string[],
  depth: number,
): JsonSchema | undefined {
  const branches = [...listOf(raw['oneOf']), ...listOf(raw['anyOf'])];
  let nullable = false;
  for (const branch of branches) {
    const schema = schemaOf(reading, branch, trail, depth + 1);
    if (schema.type === 'null') nullable = true;
    else if (Object.keys(schema).length > 0) {
      const hasNull = nullable || branches.some((other) => isObject(other) && other['type'] === 'null');
      return hasNull ? { ...schema, nullable: true } : schema;
    }
  }
  return undefined;
}

/** Both schemas at once; where they differ in a plain keyword the later one is nearer and wins. */
function merge(first: JsonSchema, second: JsonSchema): JsonSchema {
  const properties = { ...first.properties };
  for (const [name, schema] of Object.entries(second.properties ?? {})) {
    const earlier = Object.hasOwn(properties, name) ? properties[name] : undefined;
    properties[name] = earlier === undefined ? schema : merge(earlier, schema);
  }
  const names = [...new Set([...(first.required ?? []), ...(second.required ?? [])])];
  return {
    ...first,
    ...second,
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(names.length === 0 ? {} : { required: names }),
  };
}
