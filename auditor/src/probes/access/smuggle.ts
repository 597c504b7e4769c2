import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import { ObjectAssignment, type ObjectAssignmentData } from '../../evidence/assignment.ts';
import { succeeded, type Person } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Lane } from '../../io/lane.ts';
import { gathered, unanswered, type CellResult } from '../../io/probe.ts';
import { doorOf } from './door.ts';
import { idBeside } from './ids.ts';
import type { Model } from './model.ts';
import type { Pair } from './people.ts';
import { PLANTING, plantFresh, type Planted } from './plant.ts';
import { undoOf } from './removal.ts';
import type { Ids } from './requests.ts';
import { parseJson, see } from './see.ts';
import { smuggledBodies, type SmuggledBody } from './smuggled-bodies.ts';
import { smuggler, type Sent } from './smuggler.ts';
import { lookFor, readsOf } from './views.ts';

export interface Smuggling extends Pair {
  readonly model: Model;
  readonly operation: Operation;
  readonly resource: Resource;
  /** Whether the operation makes such an object or changes one. */
  readonly sort: 'create' | 'update';
}

/** Bodies that are tried at most, and the requests that each may take. */
const BODIES = 7;
const EACH = 9;

/** Requests that one such question may take: an object of each, the plain request, and then the bodies. */
export const SMUGGLING = 4 * PLANTING + 14 + BODIES * EACH;

/** How long something that was accepted may take until it can be read. */
const SETTLING_MS = 600;

interface Scene extends Smuggling {
  readonly lane: Lane;
  readonly theirs: Planted;
  /** The attacker's own object shows the victim's words without any trick: then that says nothing here. */
  readonly leaks: boolean;
}

type Outcome = Pick<ObjectAssignmentData, 'after' | 'again' | 'effect'>;

/**
 * The attacker makes or changes an object of its own with the victim's owner, tenant, parent or id in the body. Whose it is
 * then is what the victim reads, never what the answer repeats.
 */
export async function smuggle(lane: Lane, question: Smuggling): Promise<CellResult> {
  const { model, operation, resource, victim, attacker } = question;
  const theirs = await plantFresh(lane, model, resource, victim);
  if (theirs.kind === 'failed') return unanswered(theirs.because, theirs.add);
  const own = await plantFresh(lane, model, resource, attacker);
  if (own.kind === 'failed') return unanswered(own.because, own.add);
  const send = await smuggler(lane, question, own);
  const plain = await send({});
  if (plain === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const plainOwn = await lookFor(lane, readsOf(model, resource, attacker, plain.ids), plain.words);
  const plainAbroad = await abroad(lane, question, theirs, plain);
  const shown = await lookFor(lane, readsOf(model, resource, victim, theirs.ids), theirs.words);
  if (plainOwn === undefined || plainAbroad === undefined || shown === undefined)
    return unanswered(`no read is known that shows a ${resource.name} again`);
  const scene = { ...question, lane, theirs, leaks: see(plainOwn, theirs.words).canary };

  const attempts: (Outcome & Pick<ObjectAssignmentData, 'variant' | 'attack' | 'door'>)[] = [];
  const tryBody = async ({ label, fields }: Pick<SmuggledBody, 'label' | 'fields'>) => {
    const attack = await send(fields);
    if (attack === undefined) return 'open';
    const door = doorOf(attack.exchange, plain.exchange).state;
    const outcome = await follow(scene, attack, door === 'shut');
    attempts.push({ variant: label, attack: see(attack.exchange), door, ...outcome });
    return outcome.effect === 'kept' ? door : 'broken';
  };
  for (const body of await smuggledBodies(lane, question, theirs, shown)) {
    const state = await tryBody(body);
    // A product that refuses what it does not know says nothing about the fields that it does know.
    if (state === 'shut') for (const one of body.otherwise) await tryBody(one);
    if (attempts.some(({ effect }) => effect === 'given' || effect === 'taken')) break;
  }
  const control = await lookFor(lane, readsOf(model, resource, victim, theirs.ids), theirs.words);
  const base = {
    operation: operation.id,
    resource: resource.name,
    victim,
    attacker,
    plain: see(plain.exchange),
    plainOwn: see(plainOwn, plain.words),
    plainAbroad: see(plainAbroad, plain.words),
    victimControl: see(control ?? shown, theirs.words),
  };
  return gathered(...attempts.map((attempt) => ObjectAssignment.of({ ...base, ...attempt })));
}

/** What became of what was sent, as both read it. */
async function follow(scene: Scene, sent: Sent, shut: boolean): Promise<Outcome> {
  const { lane } = scene;
  const first = await whereabouts(scene, sent, shut);
  if (first.effect !== 'lost') return first;
  await lane.sleep(SETTLING_MS);
  return whereabouts(scene, sent, shut);
}

async function whereabouts(scene: Scene, sent: Sent, shut: boolean): Promise<Outcome> {
  const { lane, model, resource, attacker, victim, theirs, leaks } = scene;
  const looked = await abroad(lane, scene, theirs, sent);
  const after = looked ?? sent.exchange;
  if (see(after, sent.words).canary) {
    const again = await abroad(lane, scene, theirs, sent);
    await keep(lane, scene, victim, moved(theirs.ids, sent, resource));
    return {
      effect: 'given',
      after: see(after, sent.words),
      ...(again === undefined ? {} : { again: see(again, sent.words) }),
    };
  }
  if (shut || !succeeded(see(sent.exchange))) return { effect: 'kept', after: see(after, sent.words) };
  const reads = readsOf(model, resource, attacker, sent.ids);
  const own = await lookFor(lane, reads, sent.words);
  if (own !== undefined) await keepUnder(lane, scene, own, sent);
  if (own !== undefined && !leaks && see(own, theirs.words).canary) {
    const again = await lookFor(lane, reads, sent.words);
    return {
      effect: 'taken',
      after: see(own, theirs.words),
      ...(again === undefined ? {} : { again: see(again, theirs.words) }),
    };
  }
  const visible = own !== undefined && see(own, sent.words).canary;
  return { effect: visible ? 'kept' : 'lost', after: see(after, sent.words) };
}

/** What the victim reads where the attacker's object would be if it were the victim's. */
function abroad(
  lane: Lane,
  { model, resource, victim }: Smuggling,
  theirs: Planted,
  sent: Sent,
): Promise<Exchange | undefined> {
  return lookFor(lane, readsOf(model, resource, victim, moved(theirs.ids, sent, resource)), sent.words);
}

/** The new object's id among those that the victim's own objects lie within. */
function moved(theirs: Ids, sent: Sent, { key }: Resource): Ids {
  const id = sent.ids.get(key);
  return id === undefined ? theirs : new Map([...theirs, [key, id]]);
}

/** An answer that repeats an id it did not use would leave the real object behind: the reader's own view says which it is. */
async function keepUnder(lane: Lane, scene: Scene, own: Exchange, sent: Sent): Promise<void> {
  const { resource, attacker } = scene;
  const id = idBeside(parseJson(answerOf(own)?.body ?? ''), sent.words, resource);
  if (id === undefined || id === sent.ids.get(resource.key)) return;
  await keep(lane, scene, attacker, new Map([...sent.ids, [resource.key, id]]));
}

/** Writes down how it is removed by whom it belongs to now. */
async function keep(lane: Lane, { model, resource }: Smuggling, owner: Person, ids: Ids): Promise<void> {
  const undo = undoOf(model, resource, owner, ids);
  const [read] = readsOf(model, resource, owner, ids);
  if (read !== undefined) await lane.create(read, () => undo);
}
