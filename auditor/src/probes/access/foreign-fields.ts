import type { Json, Operation } from '../../core/operation.ts';
import { objectOf } from '../../intake/json.ts';
import { isIdName, nounOf } from '../../intake/nouns.ts';
import type { Resource } from '../../intake/resources.ts';
import type { AskBody } from '../../io/lane.ts';
import type { Model } from './model.ts';

/** A field of a body that names another object, whether or not it must be there: `fileId`, `fileIds`. */
export interface ForeignField {
  readonly name: string;
  readonly many: boolean;
  readonly resource: Resource;
}

/** The fields by which a write takes in objects of other kinds than its own. */
export function foreignFields({ resources }: Model, operation: Operation): readonly ForeignField[] {
  const own = resources.find((one) => one.creator?.id === operation.id)?.name;
  return Object.entries(operation.body?.schema?.properties ?? {}).flatMap(([name, schema]) => {
    const noun = isIdName(name) ? nounOf(name) : undefined;
    if (noun === undefined || noun === own) return [];
    const [resource] = resources
      .filter((one) => one.name === noun && one.creator !== undefined && one.creator.id !== operation.id)
      .sort((one, other) => one.parents.length - other.parents.length);
    return resource === undefined ? [] : [{ name, many: schema.items !== undefined, resource }];
  });
}

/** The body with an object named in the field; undefined where the body is no JSON. */
export function naming(
  body: AskBody | undefined,
  { name, many }: ForeignField,
  id: string,
): AskBody | undefined {
  if (body?.kind !== 'json') return undefined;
  const value: Json = many ? [id] : id;
  return { kind: 'json', json: { ...objectOf(body.json), [name]: value } };
}
