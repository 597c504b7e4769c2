import type { Operation } from '../../core/operation.ts';
import type { Person } from '../../evidence/seen.ts';
import { pathParams } from '../../intake/path-template.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Lane } from '../../io/lane.ts';
import { routeOf, type Model } from './model.ts';
import { patiently } from './patient.ts';
import { plantFresh } from './plant.ts';
import { requestFor } from './requests.ts';
import type { Belongings } from './words.ts';
import { writer } from './writer.ts';

/** The most things that are done to an object so that something comes about below it. */
const ACTS = 3;

/** Requests that one provocation may take, beside planting the object itself. */
export const PROVOKING = ACTS;

/**
 * An object of its own on which everything was done that may fill a list below it: a test event sent, so that there is a
 * delivery; a check started, so that there is a result. Done only where the list shows nothing otherwise, and to an object that
 * no other cell uses, for some of these acts also close or lock it.
 *
 * @returns undefined where nothing is known that could fill it
 */
export async function provoked(
  lane: Lane,
  model: Model,
  operation: Operation,
  person: Person,
): Promise<Belongings | undefined> {
  const resource = routeOf(model, operation).objects.at(-1)?.resource;
  if (operation.method !== 'GET' || resource === undefined) return undefined;
  const acts = actsOn(model, resource);
  if (acts.length === 0) return undefined;
  return lane.shared(`provoked/${person.name}${operation.id}`, async (own) => {
    const planted = await plantFresh(own, model, resource, person);
    if (planted.kind === 'failed') return undefined;
    const words = [...planted.words];
    for (const act of acts) {
      const made = writer(own);
      const ask = requestFor(model, act, { person, ids: planted.ids, text: made.text });
      if (ask === undefined) continue;
      await patiently(own, () => own.send({ ...ask, as: person.name }));
      words.push(...made.sentIn(ask));
    }
    return { ...planted, words, markers: [] };
  });
}

/** What can be done to one object of this kind that makes no resource of its own, removes nothing and tells nobody. */
function actsOn({ operations, resources }: Model, { key, children }: Resource): readonly Operation[] {
  const creators = new Set(resources.flatMap((one) => one.creator?.id ?? []));
  const depth = key.split('{}').length - 1;
  return children
    .filter(
      (one) =>
        one.method === 'POST' &&
        !one.destructive &&
        !one.costly &&
        !one.mails &&
        !creators.has(one.id) &&
        pathParams(one.path).length === depth &&
        operations.includes(one),
    )
    .slice(0, ACTS);
}
