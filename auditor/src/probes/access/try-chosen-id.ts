import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import type { WriteAttempt } from '../../evidence/object-write.ts';
import { succeeded, type EffectSeen, type Seen } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Lane } from '../../io/lane.ts';
import { alive } from './alive.ts';
import { chosenIdField, withChosenId } from './chosen-id.ts';
import { unknownIdLike } from './ids.ts';
import type { Model } from './model.ts';
import { patiently } from './patient.ts';
import type { Pair } from './people.ts';
import { plantFresh, plantNamed, plantSpare, PLANTING, type NotPlanted } from './plant.ts';
import { undoOf } from './removal.ts';
import { requestFor, type Ids } from './requests.ts';
import { namedBy } from './requirements.ts';
import { see } from './see.ts';
import { effectOn, firstShowing, witnessesFor } from './witness.ts';
import { writer } from './writer.ts';

interface ChosenIdTry extends Pair {
  readonly lane: Lane;
  readonly model: Model;
  readonly creator: Operation;
  readonly resource: Resource;
}

/** Requests that one such attempt may take: the victim's object and one beside it, the attacker's own, and the looks at them. */
export const CHOSEN_ID_TRY = 4 * PLANTING + 12;

type Tried = { readonly kind: 'tried'; readonly attempt: WriteAttempt } | NotPlanted;

/**
 * Makes an object of the attacker's own, among its own things, under an id that already is the victim's. Where the id is all
 * that decides, the victim then reads the attacker's words, or misses the object.
 */
export async function tryChosenId(options: ChosenIdTry): Promise<Tried> {
  const { lane, model, creator, resource, victim, attacker } = options;
  const theirs = await plantFresh(lane, model, resource, victim);
  if (theirs.kind === 'failed') return theirs;
  const own = await plantSpare(lane, model, resource, attacker);
  if (own.kind === 'failed') return own;
  const { words } = theirs;
  const looks = (ids: Ids) => witnessesFor(lane, model, creator, resource, victim, ids);
  const { witness, exchange: before } = await firstShowing(looks(theirs.ids), words);
  if (witness === undefined || before === undefined)
    return { kind: 'failed', because: `${victim.name} cannot read the ${resource.name} that it made` };

  // A free id of the same make first: that shows whether the request is one that the product takes.
  const control = await create(options, own.ids, unknownIdLike(theirs.id));
  const living = await alive(lane, model, attacker);
  const attack = await create(options, own.ids, theirs.id);
  if (control === undefined || attack === undefined)
    return { kind: 'failed', because: `the body of ${creator.id} has no place for an id` };
  const readBack = await witness.look();
  const effect = effectNow(readBack, words, attack.words);
  const again = effect === 'changed' || effect === 'gone' ? await witness.look() : undefined;
  const bystander = effect === 'gone' ? await beside(options, looks) : undefined;
  const lasting =
    again === undefined ||
    (effectNow(again, words, attack.words) === effect && (effect !== 'gone' || bystander !== undefined));
  const shown = effect === 'gone' ? words : attack.words;
  const working = succeeded(see(control.exchange)) ? control.exchange : living;
  return {
    kind: 'tried',
    attempt: {
      operation: creator.id,
      resource: resource.name,
      witness: witness.operation.id,
      victim,
      attacker,
      relation: options.relation,
      expected: options.expected,
      variant: `under an id that is ${victim.name}'s`,
      before: see(before, words),
      // The victim's object stands there because this very operation made it.
      ownerEffect: 'changed',
      ...(working === undefined ? {} : { attackerControl: see(working) }),
      sibling: succeeded(see(control.exchange)),
      attack: see(attack.exchange),
      door: 'unclear',
      statusOnly: false,
      readBack: see(readBack, shown),
      ...(again === undefined ? {} : { again: see(again, shown) }),
      effect: lasting ? effect : 'unclear',
      ...(bystander === undefined ? {} : { bystander }),
    },
  };
}

/** The attacker's words in the victim's object, or the object taken out of the victim's sight. */
function effectNow(exchange: Exchange, kept: readonly string[], foreign: readonly string[]): EffectSeen {
  return see(exchange, foreign).canary ? 'changed' : effectOn(exchange, kept, []);
}

async function create(
  { lane, model, creator, resource, attacker }: ChosenIdTry,
  ids: Ids,
  id: string,
): Promise<{ readonly exchange: Exchange; readonly words: readonly string[] } | undefined> {
  const field = chosenIdField(creator, resource);
  const made = writer(lane);
  const { references } = await plantNamed(lane, model, namedBy(model, creator), attacker);
  const ask = requestFor(model, creator, { person: attacker, ids, text: made.text, references });
  const body = field === undefined ? undefined : withChosenId(ask?.body, field, id);
  if (ask === undefined || body === undefined) return undefined;
  const request = { ...ask, body, as: attacker.name };
  const exchange = await patiently(lane, () =>
    lane.create(request, (answer) => {
      // Undone only where the answer names it: it must not be the victim's that is removed.
      const isNew = succeeded(see(answer)) && (answerOf(answer)?.body ?? '').includes(id);
      return isNew ? undoOf(model, resource, attacker, new Map([...ids, [resource.key, id]])) : undefined;
    }),
  );
  return { exchange, words: made.sentIn({ body }) };
}

/** Another object of the victim's that nobody touched: while it is there, the victim's view has not changed otherwise. */
async function beside(
  { lane, model, resource, victim }: ChosenIdTry,
  looks: (ids: Ids) => ReturnType<typeof witnessesFor>,
): Promise<Seen | undefined> {
  const other = await plantFresh(lane, model, resource, victim);
  if (other.kind === 'failed') return undefined;
  const { exchange } = await firstShowing(looks(other.ids), other.words);
  return exchange === undefined ? undefined : see(exchange, other.words);
}

/** Creating operations by which a client may choose the id, with what they make. */
export function creatorsByChosenId(
  model: Model,
): readonly { readonly creator: Operation; readonly resource: Resource }[] {
  return model.resources.flatMap((resource) => {
    const { creator } = resource;
    if (creator === undefined || creator.destructive || creator.mails) return [];
    return chosenIdField(creator, resource) === undefined ? [] : [{ creator, resource }];
  });
}
