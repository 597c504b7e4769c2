import * as z from 'zod';
import { TargetSchema } from '../core/target.ts';
import type { JsonSchema } from '../core/operation.ts';
import type { Keys } from './yaml-source.ts';

/** What the target file may look like, as JSON Schema: for editors, for the reference page and for error messages. */
export interface Shape extends Omit<JsonSchema, 'properties' | 'items' | 'additionalProperties'> {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: { readonly [name: string]: Shape };
  readonly items?: Shape;
  readonly additionalProperties?: boolean | Shape;
  readonly propertyNames?: Shape;
  readonly anyOf?: readonly Shape[];
}

let cached: Shape | undefined;

/** The JSON Schema of the target file as written. */
export function targetShape(): Shape {
  cached ??= withoutReferences(
    z.toJSONSchema(TargetSchema, {
      io: 'input',
      // zod drops the examples of values that are transformed, although they are examples of the input.
      override: ({ zodSchema, jsonSchema }) => {
        const examples = z.globalRegistry.get(zodSchema)?.examples;
        if (Array.isArray(examples)) jsonSchema.examples = examples;
      },
    }),
  );
  return cached;
}

/** The only recursive type is "any JSON value", which the empty schema says as well. */
function withoutReferences(schema: object): Shape {
  const isAnyJson = (key: string, value: unknown) =>
    key === 'anyOf' &&
    Array.isArray(value) &&
    value.some((one: unknown) => JSON.stringify(one) === '{"type":"null"}');
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === '$ref' || key === '$defs' || isAnyJson(key, value) ? undefined : value,
  );
  const shape: Shape = JSON.parse(text);
  return shape;
}

/** Every shape that a path may have: more than one where alternatives exist. */
export function shapesAt(path: Keys, from: Shape = targetShape()): readonly Shape[] {
  const alternatives = from.anyOf ?? [from];
  const [key, ...rest] = path;
  if (key === undefined)
    return alternatives.flatMap((one) => (one.anyOf === undefined ? [one] : shapesAt([], one)));
  return alternatives.flatMap((one) => {
    const next = stepInto(one, key);
    return next === undefined ? [] : shapesAt(rest, next);
  });
}

function stepInto(shape: Shape, key: string | number): Shape | undefined {
  if (shape.anyOf !== undefined) return { anyOf: shape.anyOf.flatMap((one) => stepInto(one, key) ?? []) };
  if (typeof key === 'number') return shape.items;
  const property = shape.properties?.[key];
  if (property !== undefined) return property;
  return typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined;
}

/** The keys that may stand at a path. */
export function knownKeys(path: Keys): readonly string[] {
  const keys = shapesAt(path).flatMap((shape) => [
    ...Object.keys(shape.properties ?? {}),
    ...(shape.propertyNames?.enum ?? []).map(String),
  ]);
  return [...new Set(keys)];
}

/** An example of what belongs at a path, as it would be written. */
export function exampleAt(path: Keys): string | undefined {
  const example = shapesAt(path)
    .flatMap(
      (shape) => shape.examples ?? shape.enum ?? shape.items?.examples?.slice(0, 1).map((one) => [one]) ?? [],
    )
    .at(0);
  return example === undefined ? undefined : JSON.stringify(example);
}
