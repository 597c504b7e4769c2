import type { Operation } from '../core/operation.ts';
import { ObjectList } from '../evidence/object-read.ts';
import { succeeded, type Person } from '../evidence/seen.ts';
import { matchesPattern } from '../intake/pattern.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { alive } from './access/alive.ts';
import { choicesOf, type Choice } from './access/choices.ts';
import { doorOf } from './access/door.ts';
import { modelOf, routeOf, sharing, type Model } from './access/model.ts';
import { missingPeople, pairsOn } from './access/pairs.ts';
import { asNobody } from './access/nobody.ts';
import type { Pair } from './access/people.ts';
import type { Planted } from './access/plant.ts';
import { requestFor } from './access/requests.ts';
import { see } from './access/see.ts';
import { everythingOf, isPlantable, searchWord, telling } from './access/words.ts';

const KIND = ObjectList.kind;
/** The most lists, searches and exports that are looked through. */
const MOST = 60;
/** Requests of one look. */
const LOOK = 7;

/** Looks through lists, searches, exports and whatever else answers without an id, for what others planted. */
export const objectList: Probe = {
  id: 'object-list',
  yields: [KIND],
  hosted: true,
  plan: (context) => {
    const model = modelOf(context);
    const lists = model.operations
      .filter((one) => namesNoObject(model, one) && !isMeantForAll(model, one))
      .slice(0, MOST);
    const cells = lists.flatMap((operation) =>
      pairsOn(model, operation, { privateOnly: false }).map((pair) => cellFor(model, operation, pair)),
    );
    return { cells, leftOut: missingPeople(model, lists, KIND) };
  },
};

/** A read that addresses no single object and is not open to all. */
export function isCollective(model: Model, operation: Operation): boolean {
  return operation.declared !== 'public' && namesNoObject(model, operation);
}

/** One that costs tokens or money is no list. */
function namesNoObject(model: Model, operation: Operation): boolean {
  const { objects, unknown } = routeOf(model, operation);
  return operation.method === 'GET' && !operation.costly && objects.length === 0 && unknown.length === 0;
}

/**
 * What the founder calls public is no question. Where only a description says that no credential is needed, what an answer
 * shows may still depend on who asks: a data API that browsers reach with a key that everybody has.
 */
function isMeantForAll({ target }: Model, operation: Operation): boolean {
  if (operation.declared !== 'public') return false;
  // What stands under `backends` is the founder's own word, too.
  if (operation.wire !== undefined) return true;
  return target.routes.public.some((pattern) => matchesPattern(operation, pattern));
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
    cost: {
      requests: LOOK * choicesOf(operation).length + 4 * Math.min(model.resources.length, 20),
      tokens: 0,
      mails: 0,
    },
    yields: [KIND],
    run: (lane) => run(lane, model, operation, pair),
  };
}

async function run(lane: Lane, model: Model, operation: Operation, pair: Pair): Promise<CellResult> {
  const planted = await everythingOf(lane, model, pair.victim);
  const drafts = [];
  for (const choice of choicesOf(operation)) {
    const draft = await look(lane, model, operation, pair, planted, choice);
    if (draft === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
    drafts.push(draft);
  }
  return gathered(...drafts);
}

/** Looks once as the victim, as the attacker, and as the victim again. */
async function look(
  lane: Lane,
  model: Model,
  operation: Operation,
  pair: Pair,
  planted: readonly Planted[],
  { params, label }: Choice,
) {
  const { victim, attacker } = pair;
  const words = planted.flatMap((one) => one.words);
  const markers = planted.flatMap((one) => telling(one));
  const search = searchWord(model, operation, planted);
  const filling = { ids: new Map(), text: () => search, search, params };
  const asking = (person: Person) => {
    // A hosted backend is asked with a filter or a folder: the attacker names the victim's, for it can write any.
    const whose = operation.wire === undefined ? person : victim;
    const ask = requestFor(model, operation, { person: whose, ...filling });
    return ask === undefined ? undefined : lane.send({ ...ask, as: person.name });
  };
  const ownerControl = await asking(victim);
  const attack = await asking(attacker);
  if (ownerControl === undefined || attack === undefined) return undefined;
  const shown = see(ownerControl, words, markers);
  const seen = see(attack, words, markers);
  const again = seen.canary ? await asking(attacker) : undefined;
  const unsaid = operation.declared === 'public' && sharing(model, operation) === 'unsaid';
  const openToAll = unsaid && seen.canary && (await shownToNobody());
  const control = await alive(lane, model, attacker, operation);
  const ownerAfter = await asking(victim);
  return ObjectList.of({
    operation: operation.id,
    resource: 'data',
    ...pair,
    variant: label === '' ? 'as-is' : label,
    concerns:
      shown.canary ||
      seen.canary ||
      // What does not even answer its owner was not looked at.
      !succeeded(shown) ||
      model.resources.some((one) => one.list?.id === operation.id && isPlantable(one, model)),
    ownerControl: shown,
    ...(control === undefined ? {} : { attackerControl: see(control) }),
    sibling: false,
    attack: seen,
    door: doorOf(attack, ownerControl, words, markers).state,
    ...(openToAll ? { openToAll } : {}),
    ...(again === undefined ? {} : { again: see(again, words, markers) }),
    ...(ownerAfter === undefined ? {} : { ownerAfter: see(ownerAfter, words, markers) }),
  });

  /** What everybody sees without signing in may be published on purpose, as the description says. */
  async function shownToNobody(): Promise<boolean> {
    const ask = requestFor(model, operation, { person: victim, ...filling });
    if (ask === undefined) return false;
    return see(await lane.send({ ...ask, ...asNobody(victim) }), words, markers).canary;
  }
}
