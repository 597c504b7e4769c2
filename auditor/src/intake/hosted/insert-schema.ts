import type { Json, JsonSchema } from '../../core/operation.ts';

/** What a new object holds, by its fields. */
export type Insert = { readonly [name: string]: Json };

/** The shape of what the file says is inserted: places of free text stay open, all else is given. */
export function insertSchema(insert: Insert): JsonSchema {
  return { type: 'object', required: Object.keys(insert), properties: mapFields(insert, fieldSchema) };
}

/** The same with the free text alone: what may be changed without taking anything away from its owner. */
export function updateSchema(insert: Insert): JsonSchema | undefined {
  const texts = Object.fromEntries(Object.entries(insert).filter(([, value]) => isText(value)));
  return Object.keys(texts).length === 0 ? undefined : insertSchema(texts);
}

export function isText(value: Json): boolean {
  return value === '{{text}}';
}

function fieldSchema(value: Json): JsonSchema {
  return isText(value) ? { type: 'string' } : { const: value };
}

function mapFields(insert: Insert, schema: (value: Json) => JsonSchema): { [name: string]: JsonSchema } {
  return Object.fromEntries(Object.entries(insert).map(([name, value]) => [name, schema(value)]));
}
