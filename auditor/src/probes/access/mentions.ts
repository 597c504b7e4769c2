import type { Operation } from '../../core/operation.ts';
import { nounOfSegment, isIdName, nounOf } from '../../intake/nouns.ts';
import { segmentsOf } from '../../intake/path-template.ts';
import type { Resource } from '../../intake/resources.ts';

/** An object that a request names outside its path: `{ conversationId }`, `{ ids: [ … ] }`, `?file=`. */
export interface Mentioned {
  /** The field or query parameter. */
  readonly param: string;
  readonly resource: Resource;
}

/**
 * Objects that an operation without any in its path takes by a field: batch routes, remote calls, server actions. What makes
 * objects is left out: there a field says what belongs to what.
 */
export function mentionsOf(resources: readonly Resource[], operation: Operation): readonly Mentioned[] {
  if (operation.method === 'PUT' || resources.some((one) => one.creator?.id === operation.id)) return [];
  const makeable = resources
    .filter((one) => one.creator !== undefined)
    .sort((one, other) => one.parents.length - other.parents.length);
  const nouns = segmentsOf(operation.path).map((segment) => nounOfSegment(segment));
  return namesIn(operation).flatMap((param) => {
    const noun = nounOf(param);
    const resource =
      noun === undefined
        ? makeable.find((one) => nouns.includes(one.name))
        : makeable.find((one) => one.name === noun);
    return resource === undefined ? [] : [{ param, resource }];
  });
}

function namesIn({ parameters, body }: Operation): readonly string[] {
  const query = parameters.filter((one) => one.in === 'query' && one.required).map((one) => one.name);
  return [...Object.keys(body?.schema?.properties ?? {}), ...query].filter((name) => isIdName(name));
}
