import type { Operation } from '../../core/operation.ts';
import { nounOf } from '../../intake/nouns.ts';
import type { Resource } from '../../intake/resources.ts';
import { routeOf, type Model } from './model.ts';
import { referencesOf } from './requests.ts';

/** What must exist before an object can be made. */
export interface Requirements {
  /** Objects in the creator's path, outermost first. */
  readonly outer: readonly Resource[];
  /** Objects that fields of its body name. */
  readonly named: readonly { readonly name: string; readonly resource: Resource }[];
}

/** The requirements of a resource, without circles: what needs it in turn is left out. */
export function requirementsOf(model: Model, resource: Resource): Requirements {
  const { outer, named } = directly(model, resource);
  const free = (other: Resource) =>
    other.key !== resource.key && !needs(model, other, resource.key, new Set());
  return { outer: outer.filter(free), named: named.filter((one) => free(one.resource)) };
}

function directly(model: Model, { creator, key }: Resource): Requirements {
  if (creator === undefined) return { outer: [], named: [] };
  const outer = routeOf(model, creator).objects.map((one) => one.resource);
  return { outer, named: namedBy(model, creator).filter((one) => one.resource.key !== key) };
}

/** Objects that fields of an operation's body name, as far as the run can make them. */
export function namedBy(model: Model, operation: Operation): Requirements['named'] {
  return referencesOf(operation).flatMap(({ name }) => {
    const noun = nounOf(name);
    // Files of a collection are called files too; the one that stands by itself is the one to name.
    const [resource] = model.resources
      .filter((one) => one.name === noun && one.creator !== undefined && one.creator.id !== operation.id)
      .sort((one, other) => one.parents.length - other.parents.length);
    return resource === undefined ? [] : [{ name, resource }];
  });
}

/** True when one object cannot be made before the other. */
export function requires(model: Model, resource: Resource, other: Resource): boolean {
  return needs(model, resource, other.key, new Set());
}

function needs(model: Model, resource: Resource, key: string, seen: Set<string>): boolean {
  if (seen.has(resource.key)) return false;
  seen.add(resource.key);
  const { outer, named } = directly(model, resource);
  return [...outer, ...named.map((one) => one.resource)].some(
    (one) => one.key === key || needs(model, one, key, seen),
  );
}
