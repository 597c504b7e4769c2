import type { Operation } from '../../core/operation.ts';
import type { Person } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Undo } from '../../io/lane.ts';
import type { Model } from './model.ts';
import { requestFor, type Ids } from './requests.ts';
import { requirementsOf } from './requirements.ts';

/** How to remove it; undefined where it goes with the object that it lies within, which this run made too. */
export function undoOf(model: Model, resource: Resource, owner: Person, ids: Ids): Undo | undefined {
  const what = `${resource.name} of ${owner.name}`;
  const { remove, read, list } = resource;
  const asking = (operation: Operation | undefined) => {
    const filling = { person: owner, ids, text: () => 'a' };
    const ask = operation === undefined ? undefined : requestFor(model, operation, filling);
    return ask === undefined ? undefined : { ...ask, as: owner.name };
  };
  const ask = asking(remove);
  const hides = read?.wire?.hides === true;
  const look = remove?.wire === undefined ? undefined : asking(hides ? list : read);
  const shows = hides ? ids.get(resource.key) : undefined;
  if (ask !== undefined)
    return {
      what,
      ask,
      ...(look === undefined ? {} : { look }),
      ...(shows === undefined ? {} : { shows }),
    };
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
