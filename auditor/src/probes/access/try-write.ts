import type { Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import type { WriteAttempt } from '../../evidence/object-write.ts';
import { succeeded, type EffectSeen, type Person } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import { shapeOf } from '../../intake/path-template.ts';
import type { Credential, Lane } from '../../io/lane.ts';
import { controlFields, controlOf, type Control } from './control.ts';
import { doorOf } from './door.ts';
import { routeOf, type Model } from './model.ts';
import { asNobody } from './nobody.ts';
import { patiently } from './patient.ts';
import type { Pair } from './people.ts';
import { plantFresh, plantNamed, plantSpare, type NotPlanted, type Planted } from './plant.ts';
import { undoOf } from './removal.ts';
import { requestFor, type Ids } from './requests.ts';
import { isAct, tryAct } from './try-act.ts';
import { takesText } from './takes-text.ts';
import { namedBy } from './requirements.ts';
import { see } from './see.ts';
import { effectOn, firstShowing, witnessesFor } from './witness.ts';
import { writer, type Wording } from './writer.ts';

interface WriteTry extends Pair {
  readonly lane: Lane;
  readonly model: Model;
  readonly operation: Operation;
  /** Whose credential is used; absent for none at all. */
  readonly as: string | Credential | undefined;
  readonly variant: string;
  /** The victim's object, where the cell has one of its own already. */
  readonly planted?: Planted;
}

type Tried = { readonly kind: 'tried'; readonly attempt: WriteAttempt } | NotPlanted;

/**
 * Tries to write to an object that the victim makes for this purpose. First the victim writes itself, which shows where the
 * effect of this operation can be read; then the attacker writes another word; then the victim reads.
 */
export async function tryWrite(options: WriteTry): Promise<Tried> {
  const { lane, model, operation, victim, attacker, as } = options;
  const last = routeOf(model, operation).objects.at(-1);
  if (last === undefined)
    return { kind: 'failed', because: `${operation.id} addresses no object that can be made` };
  const planted = options.planted ?? (await plantFresh(lane, model, last.resource, victim));
  if (planted.kind === 'failed') return planted;
  const ids = await allIds(lane, model, operation, victim, planted);
  if (ids === undefined) return { kind: 'failed', because: `the path of ${operation.id} cannot be filled` };
  if (isAct(model, operation)) {
    const idsOf = (person: Person, other: Planted) => allIds(lane, model, operation, person, other);
    const attempt = await tryAct({ ...options, resource: last.resource, planted, ids, idsOf });
    if (attempt !== undefined) return { kind: 'tried', attempt };
  }
  const talk = isChat(model, operation);
  const own = writer(lane, talk ? statement : undefined);
  const foreign = writer(lane, talk ? (canary) => `${questionAbout(own.search)} ${canary}` : undefined);
  const named = namedBy(model, operation);
  const ownNamed = await plantNamed(lane, model, named, victim);
  // Nobody has nothing of its own to add.
  const foreignNamed =
    options.relation === 'anonymous' ? ownNamed : await plantNamed(lane, model, named, attacker);
  const filling = { person: victim, ids };
  const ownAsk = requestFor(model, operation, {
    ...filling,
    text: own.text,
    references: ownNamed.references,
  });
  const attackAsk = requestFor(model, operation, {
    ...filling,
    text: foreign.text,
    references: foreignNamed.references,
  });
  if (ownAsk === undefined || attackAsk === undefined)
    return { kind: 'failed', because: `the path of ${operation.id} cannot be filled` };

  const ownerWrite = await patiently(lane, () => lane.send({ ...ownAsk, as: victim.name }));
  const ownWords = [...own.sentIn(ownAsk), ...ownNamed.words];
  const witnesses = witnessesFor(lane, model, operation, last.resource, victim, ids);
  const { witness, exchange: before } = await firstShowing(witnesses, ownWords);
  const control = await attackersControl(options, ownerWrite);
  const attacking = () =>
    patiently(lane, () => lane.send({ ...attackAsk, ...(as === undefined ? asNobody(victim) : { as }) }));
  const theirWords = [...planted.words, ...ownWords];
  const attack = await attacking();
  const attackAgain = see(attack, theirWords).canary ? await attacking() : undefined;
  const base = {
    operation: operation.id,
    resource: last.resource.name,
    victim,
    attacker,
    relation: options.relation,
    expected: options.expected,
    variant: options.variant,
    ...controlFields(control),
    ownerControl: see(ownerWrite, ownWords),
    attack: see(attack, theirWords),
    ...(attackAgain === undefined ? {} : { attackAgain: see(attackAgain, theirWords) }),
    door: doorOf(attack, ownerWrite).state,
  };
  if (witness === undefined || before === undefined) {
    const nowhere = see(before ?? ownerWrite, ownWords);
    const statusOnly = (!takesText(operation) && named.length === 0) || succeeded(see(ownerWrite));
    const attempt = {
      ...base,
      witness: 'no read',
      before: nowhere,
      ownerEffect: 'unclear' as const,
      readBack: nowhere,
      effect: 'unclear' as const,
      statusOnly,
    };
    return { kind: 'tried', attempt };
  }
  const foreignWords = [...foreign.sentIn(attackAsk), ...foreignNamed.words].filter(
    (word) => !ownWords.includes(word),
  );
  const readBack = await witness.look();
  const effect = effectOn(readBack, ownWords, foreignWords);
  if (effect === 'none') await keepOwn(options, { resource: last.resource, ids, words: foreignWords });
  const again = effect === 'changed' || effect === 'gone' ? await witness.look() : undefined;
  return {
    kind: 'tried',
    attempt: {
      ...base,
      witness: witness.operation.id,
      before: see(before, ownWords),
      ownerEffect: 'changed',
      readBack: see(readBack, foreignWords),
      ...(again === undefined ? {} : { again: see(again, foreignWords) }),
      effect: confirmed(effect, again, ownWords, foreignWords),
      statusOnly: false,
    },
  };
}

interface Made {
  readonly resource: Resource;
  readonly ids: Ids;
  readonly words: readonly string[];
}

/** Where ids count per customer, a PUT to a foreign one makes an object of the attacker's own: that is to be removed too. */
async function keepOwn({ lane, model, operation, attacker, as }: WriteTry, made: Made): Promise<void> {
  const { resource, ids, words } = made;
  const { read } = resource;
  if (operation.method !== 'PUT' || as !== attacker.name || read === undefined) return;
  const ask = requestFor(model, read, { person: attacker, ids, text: () => 'a' });
  if (ask === undefined) return;
  await lane.create({ ...ask, as: attacker.name }, (answer) =>
    see(answer, words).canary ? undoOf(model, resource, attacker, ids) : undefined,
  );
}

/** Said to a bot by its owner; a stranger who goes on with the conversation asks for it. */
const statement: Wording = (canary, word) => `The access phrase of project ${word} is ${canary}.`;

function questionAbout(word: string): string {
  return `What is the access phrase of project ${word}?`;
}

function isChat({ target }: Model, { method, path }: Operation): boolean {
  const { send } = target.chat ?? {};
  return send !== undefined && send.method === method && shapeOf(send.path) === shapeOf(path);
}

/** An effect that is not there any more when looked at again was no effect, or is not known. */
function confirmed(
  effect: EffectSeen,
  again: Exchange | undefined,
  kept: readonly string[],
  foreign: readonly string[],
): EffectSeen {
  if (again === undefined) return effect;
  return effectOn(again, kept, foreign) === effect ? effect : 'unclear';
}

/** The same write by the attacker on something of its own; it may overwrite what is there, so it gets a spare one. */
async function attackersControl(
  { lane, model, operation, attacker, relation }: WriteTry,
  reference: Exchange,
): Promise<Control> {
  if (relation === 'anonymous') return { words: [], sibling: false };
  const last = routeOf(model, operation).objects.at(-1);
  const planted = last === undefined ? undefined : await plantSpare(lane, model, last.resource, attacker);
  const ids =
    planted?.kind === 'planted' ? await allIds(lane, model, operation, attacker, planted) : undefined;
  const made = writer(lane);
  const { references } = await plantNamed(lane, model, namedBy(model, operation), attacker);
  return controlOf({
    lane,
    model,
    operation,
    attacker,
    own: ids === undefined ? { kind: 'failed' } : { kind: 'planted', ids, words: [] },
    reference,
    ask: (own) => {
      const ask = requestFor(model, operation, { person: attacker, ids: own, text: made.text, references });
      return ask === undefined ? undefined : lane.send({ ...ask, as: attacker.name });
    },
  });
}

/** The ids of the new object, and of other objects in the path that it does not lie within. */
export async function allIds(
  lane: Lane,
  model: Model,
  operation: Operation,
  person: Person,
  planted: Planted,
): Promise<Ids | undefined> {
  const ids = new Map(planted.ids);
  for (const { resource } of routeOf(model, operation).objects) {
    if (ids.has(resource.key)) continue;
    const other = await plantFresh(lane, model, resource, person);
    if (other.kind === 'failed') return undefined;
    for (const [key, id] of other.ids) if (!ids.has(key)) ids.set(key, id);
  }
  return ids;
}
