import type { Json, JsonSchema } from '../core/operation.ts';
import { fillText, holdsText } from './fill-text.ts';
import { CODES, PROSE } from './field-names.ts';
import { escapeKey } from './json.ts';
import { isIdName } from './nouns.ts';

/** A value that should be accepted, and what is where in it. */
export interface Example {
  readonly value: Json;
  /** JSON pointers of strings that hold free text, whole: places for a canary. */
  readonly texts: readonly string[];
  /** JSON pointers of what looks like the id of another object, by field name. */
  readonly references: readonly Reference[];
}

export interface Reference {
  readonly pointer: string;
  readonly name: string;
}

const MAX_DEPTH = 8;

/**
 * A small value that a schema accepts: required fields, and free text wherever it is allowed.
 *
 * @param text called for each place of free text; its answers should differ, so that places can be told apart
 */
export function exampleFor(schema: JsonSchema, text: () => string): Example {
  const filling: Filling = { text, texts: [], references: [] };
  const value = fill(filling, schema, { pointer: '', name: '', required: true, depth: 0 });
  return { value: value ?? null, texts: filling.texts, references: filling.references };
}

interface Filling {
  readonly text: () => string;
  readonly texts: string[];
  readonly references: Reference[];
}

interface Spot {
  readonly pointer: string;
  readonly name: string;
  readonly required: boolean;
  readonly depth: number;
}

function fill(filling: Filling, schema: JsonSchema, spot: Spot): Json | undefined {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined && schema.enum.length > 0)
    return schema.enum.find((one) => one !== null) ?? null;
  switch (typeOf(schema)) {
    case 'object':
      return fillObject(filling, schema, spot);
    case 'array':
      return fillArray(filling, schema, spot);
    case 'string':
      return fillString(filling, schema, spot);
    case 'integer':
    case 'number':
      return fillNumber(schema);
    case 'boolean':
      return typeof schema.default === 'boolean' ? schema.default : false;
    case 'null':
      return null;
    case undefined:
    default:
      return schema.example ?? schema.default ?? (spot.depth === 0 ? {} : fillString(filling, {}, spot));
  }
}

function typeOf(schema: JsonSchema): string | undefined {
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  const type = types.find((one) => one !== 'null') ?? types[0];
  if (type !== undefined) return type;
  if (schema.properties !== undefined) return 'object';
  if (schema.items !== undefined) return 'array';
  return schema.format === undefined && schema.pattern === undefined && schema.maxLength === undefined
    ? undefined
    : 'string';
}

function fillObject(filling: Filling, schema: JsonSchema, { pointer, depth }: Spot): Json {
  const entries: [string, Json][] = [];
  if (depth >= MAX_DEPTH) return {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const required = schema.required?.includes(name) ?? false;
    if (property.readOnly === true || (!required && !isWorthFilling(name, property))) continue;
    const spot = { pointer: `${pointer}/${escapeKey(name)}`, name, required, depth: depth + 1 };
    const value = fill(filling, property, spot);
    if (value !== undefined) entries.push([name, value]);
  }
  // A field may be required without being described.
  for (const name of schema.required ?? []) {
    if (schema.properties?.[name] !== undefined) continue;
    const spot = { pointer: `${pointer}/${escapeKey(name)}`, name, required: true, depth: depth + 1 };
    entries.push([name, fillString(filling, {}, spot)]);
  }
  return Object.fromEntries(entries);
}

/** Optional fields are left out, except free text: every one of them is a place where something may leak. */
function isWorthFilling(name: string, schema: JsonSchema): boolean {
  if (typeOf(schema) !== 'string' || schema.enum !== undefined || schema.const !== undefined) return false;
  if (schema.format !== undefined || schema.pattern !== undefined || isIdName(name)) return false;
  return (
    PROSE.test(name) || (!CODES.test(name) && schema.default === undefined && (schema.maxLength ?? 100) >= 20)
  );
}

function fillArray(filling: Filling, schema: JsonSchema, { pointer, name, depth }: Spot): Json {
  const length = Math.min(schema.minItems ?? 0, 10);
  const items = schema.items ?? {};
  return Array.from({ length }, (_, index) => {
    const spot = { pointer: `${pointer}/${index}`, name, required: true, depth: depth + 1 };
    return fill(filling, items, spot) ?? null;
  });
}

function fillNumber(schema: JsonSchema): number {
  const wanted = [schema.example, schema.default].find((one) => typeof one === 'number');
  if (wanted !== undefined) return wanted;
  const low = schema.minimum ?? Math.min(1, schema.maximum ?? 1);
  return Number.isInteger(low) || schema.type === 'number' ? low : Math.ceil(low);
}

function fillString(filling: Filling, schema: JsonSchema, { pointer, name }: Spot): string {
  const given = [schema.example, schema.default].find((one) => typeof one === 'string');
  const isReference = isIdName(name);
  if (isReference) filling.references.push({ pointer, name });
  const isCode = isReference || (CODES.test(name) && !PROSE.test(name));
  if (given !== undefined && (isCode || schema.pattern !== undefined || schema.format !== undefined))
    return given;
  const text = filling.text();
  const value = fillText(schema, text, name);
  if (!isCode && holdsText(value, text)) filling.texts.push(pointer);
  return value;
}
