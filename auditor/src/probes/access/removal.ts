import type { Person } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Undo } from '../../io/lane.ts';
import type { Model } from './model.ts';
import { pathFor, type Ids } from './requests.ts';
import { requirementsOf } from './requirements.ts';

/** How to remove it; undefined where it goes with the object that it lies within, which this run made too. */
export function undoOf(model: Model, resource: Resource, owner: Person, ids: Ids): Undo | undefined {
  const what = `${resource.name} of ${owner.name}`;
  const { remove } = resource;
  const path = remove === undefined ? undefined : pathFor(model, remove, { person: owner, ids });
  if (remove !== undefined && path !== undefined) {
    return { what, ask: { method: remove.method, path, operation: remove.id, as: owner.name } };
  }
  const outer = requirementsOf(model, resource).outer;
  return outer.some((one) => one.remove !== undefined) ? undefined : { what };
}

/** True when objects of this kind can be removed, by themselves or with what they lie within. */
export function isRemovable(model: Model, resource: Resource): boolean {
  return (
    resource.remove !== undefined ||
    requirementsOf(model, resource).outer.some((one) => one.remove !== undefined)
  );
}
