import type { Json, JsonSchema, Operation } from '../../core/operation.ts';
import { objectOf } from '../../intake/json.ts';
import { nounOf } from '../../intake/nouns.ts';
import type { Resource } from '../../intake/resources.ts';
import type { AskBody } from '../../io/lane.ts';

/** How deep the field may lie: `{ message: { id } }`. */
const DEPTH = 2;

/**
 * The field of a creating request by which the client may choose the new object's id: `id`, `messageId`, `message.id`. Products
 * take one so that sending again is safe.
 *
 * @returns the names that lead to it; undefined where the description knows none
 */
export function chosenIdField(creator: Operation, resource: Resource): readonly string[] | undefined {
  return search(creator.body?.schema ?? {}, resource, [], DEPTH);
}

function search(
  { properties = {} }: JsonSchema,
  resource: Resource,
  trail: readonly string[],
  depth: number,
): readonly string[] | undefined {
  for (const [name, schema] of Object.entries(properties)) {
    if (schema.readOnly === true || schema.const !== undefined) continue;
    const isOwn = trail.length === 0 || nounOf(trail.at(-1) ?? '') === resource.name;
    const means = isId(name) ? isOwn : nounOf(name) === resource.name && /i(?:d|dentifier)$/i.test(name);
    if (means) return [...trail, name];
  }
  if (depth <= 1) return undefined;
  for (const [name, schema] of Object.entries(properties)) {
    const found = search(schema, resource, [...trail, name], depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isId(name: string): boolean {
  return /^(?:_?id|uuid)$/i.test(name);
}

/** The body with that id in its field; undefined where the body is no JSON. */
export function withChosenId(
  body: AskBody | undefined,
  [name, ...rest]: readonly string[],
  id: string,
): AskBody | undefined {
  if (body?.kind !== 'json' || name === undefined) return undefined;
  return { kind: 'json', json: set(body.json, name, rest, id) };
}

function set(json: Json, name: string, [next, ...rest]: readonly string[], id: string): Json {
  const fields = objectOf(json);
  return { ...fields, [name]: next === undefined ? id : set(fields[name] ?? {}, next, rest, id) };
}
