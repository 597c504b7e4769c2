import type { Operation } from '../core/operation.ts';
import { ObjectList } from '../evidence/object-read.ts';
import type { Person } from '../evidence/seen.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { alive } from './access/alive.ts';
import { doorOf } from './access/door.ts';
import { modelOf, routeOf, type Model } from './access/model.ts';
import { missingPeople, pairsOn } from './access/pairs.ts';
import type { Pair } from './access/people.ts';
import { requestFor } from './access/requests.ts';
import { see } from './access/see.ts';
import { everythingOf, isPlantable, searchWord, telling } from './access/words.ts';

const KIND = ObjectList.kind;
/** The most lists, searches and exports that are looked through. */
const MOST = 60;

/** Looks through lists, searches, exports and whatever else answers without an id, for what others planted. */
export const objectList: Probe = {
  id: 'object-list',
  yields: [KIND],
  hosted: true,
  plan: (context) => {
    const model = modelOf(context);
    const lists = model.operations.filter((one) => isCollective(model, one)).slice(0, MOST);
    const cells = lists.flatMap((operation) =>
      pairsOn(model, operation, { privateOnly: false }).map((pair) => cellFor(model, operation, pair)),
    );
    return { cells, leftOut: missingPeople(model, lists, KIND) };
  },
};

/** A read that addresses no single object; one that costs tokens or money is no list. */
export function isCollective(model: Model, operation: Operation): boolean {
  const { objects, unknown } = routeOf(model, operation);
  return (
    operation.method === 'GET' &&
    operation.declared !== 'public' &&
    !operation.costly &&
    objects.length === 0 &&
    unknown.length === 0
  );
}

function cellFor(model: Model, operation: Operation, pair: Pair): RunnableCell {
  const { victim, attacker } = pair;
  return {
    id: `object-list/${operation.id}/${attacker.name}>${victim.name}`,
    probe: 'object-list',
    title: `does ${operation.id} show ${attacker.name} what ${victim.name} made?`,
    operation: operation.id,
    identities: [victim.name, attacker.name],
    phase: 'reads',
    effect: 'write',
    cost: { requests: 6 + 4 * Math.min(model.resources.length, 20), tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, model, operation, pair),
  };
}

async function run(lane: Lane, model: Model, operation: Operation, pair: Pair): Promise<CellResult> {
  const { victim, attacker } = pair;
  const planted = await everythingOf(lane, model, victim);
  const words = planted.flatMap((one) => one.words);
  const markers = planted.flatMap((one) => telling(one));
  const search = searchWord(model, operation, planted);
  const asking = (person: Person) => {
    // A hosted backend is asked with a filter or a folder: the attacker names the victim's, for it can write any.
    const whose = operation.wire === undefined ? person : victim;
    const ask = requestFor(model, operation, { person: whose, ids: new Map(), text: () => search, search });
    return ask === undefined ? undefined : lane.send({ ...ask, as: person.name });
  };
  const ownerControl = await asking(victim);
  if (ownerControl === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const shown = see(ownerControl, words, markers);
  const attack = await asking(attacker);
  if (attack === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const seen = see(attack, words, markers);
  const again = seen.canary ? await asking(attacker) : undefined;
  const control = await alive(lane, model, attacker, operation);
  const ownerAfter = await asking(victim);
  return gathered(
    ObjectList.of({
      operation: operation.id,
      resource: 'data',
      ...pair,
      variant: 'as-is',
      concerns:
        shown.canary ||
        seen.canary ||
        model.resources.some((one) => one.list?.id === operation.id && isPlantable(one, model)),
      ownerControl: shown,
      ...(control === undefined ? {} : { attackerControl: see(control) }),
      sibling: false,
      attack: seen,
      door: doorOf(attack, ownerControl, words, markers).state,
      ...(again === undefined ? {} : { again: see(again, words, markers) }),
      ...(ownerAfter === undefined ? {} : { ownerAfter: see(ownerAfter, words, markers) }),
    }),
  );
}
