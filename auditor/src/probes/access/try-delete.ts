import type { Operation } from '../../core/operation.ts';
import type { WriteAttempt } from '../../evidence/object-write.ts';
import type { Seen } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Credential, Lane } from '../../io/lane.ts';
import { alive } from './alive.ts';
import { doorOf } from './door.ts';
import { routeOf, type Model } from './model.ts';
import { asNobody } from './nobody.ts';
import type { Pair } from './people.ts';
import { plantFresh, PLANTING, type NotPlanted } from './plant.ts';
import { requestFor, type Ids } from './requests.ts';
import { see } from './see.ts';
import { allIds } from './try-write.ts';
import { effectOn, firstShowing, witnessesFor } from './witness.ts';

interface DeleteTry extends Pair {
  readonly lane: Lane;
  readonly model: Model;
  readonly operation: Operation;
  /** Whose credential is used; absent for none at all. */
  readonly as: string | Credential | undefined;
  readonly variant: string;
}

/** What one attempt may take; it is made twice where something vanished, with an object beside it. */
export const DELETE_TRY = 2 * (10 + PLANTING) + PLANTING;

type Tried = { readonly kind: 'tried'; readonly attempt: WriteAttempt } | NotPlanted;

/**
 * Tries to remove an object that the victim makes for this purpose. The victim reads it before and after, and at last removes
 * it itself, which shows that the operation removes anything at all.
 */
export async function tryDelete(options: DeleteTry): Promise<Tried> {
  const { lane, model, operation, victim, attacker, as } = options;
  const last = routeOf(model, operation).objects.at(-1);
  if (last === undefined)
    return { kind: 'failed', because: `${operation.id} addresses no object that can be made` };
  const planted = await plantFresh(lane, model, last.resource, victim);
  if (planted.kind === 'failed') return planted;
  const ids = await allIds(lane, model, operation, victim, planted);
  const ask =
    ids === undefined ? undefined : requestFor(model, operation, { person: victim, ids, text: () => 'a' });
  if (ids === undefined || ask === undefined)
    return { kind: 'failed', because: `the path of ${operation.id} cannot be filled` };

  const { words } = planted;
  const { witness, exchange: before } = await firstShowing(
    witnessesFor(lane, model, operation, last.resource, victim, ids),
    words,
  );
  const living = options.relation === 'anonymous' ? undefined : await alive(lane, model, attacker, operation);
  const attack = await lane.send({ ...ask, ...(as === undefined ? asNobody(victim) : { as }) });
  const readBack = await witness?.look();
  const effect = readBack === undefined ? 'unclear' : effectOn(readBack, words, []);
  const again = effect === 'gone' ? await witness?.look() : undefined;
  const bystander = again === undefined ? undefined : await removesAlone(options, last.resource);
  const still = effect === 'none';
  const ownerRemoval =
    still || witness === undefined ? await lane.send({ ...ask, as: victim.name }) : undefined;
  const afterOwner = ownerRemoval === undefined ? undefined : await witness?.look();
  const shown = see(readBack ?? attack, words);
  return {
    kind: 'tried',
    attempt: {
      operation: operation.id,
      resource: last.resource.name,
      witness: witness?.operation.id ?? 'no read',
      victim,
      attacker,
      relation: options.relation,
      expected: options.expected,
      variant: options.variant,
      before: see(before ?? attack, words),
      ...(ownerRemoval === undefined ? {} : { ownerControl: see(ownerRemoval) }),
      ownerEffect: afterOwner === undefined ? 'unclear' : effectOn(afterOwner, words, []),
      ...(living === undefined ? {} : { attackerControl: see(living) }),
      sibling: false,
      attack: see(attack),
      door: ownerRemoval === undefined ? 'unclear' : doorOf(attack, ownerRemoval).state,
      statusOnly: witness === undefined,
      readBack: shown,
      ...(again === undefined ? {} : { again: see(again, words) }),
      // What does not happen a second time, or is back at the second look, was no effect of this call.
      effect:
        again !== undefined && (bystander === undefined || effectOn(again, words, []) !== 'gone')
          ? 'unclear'
          : effect,
      ...(bystander === undefined ? {} : { bystander }),
    },
  };
}

/**
 * Does it all once more with a second object beside the first, which nobody touches. An owner who has been moved to another
 * workspace meanwhile misses both.
 *
 * @returns how the bystander looks to its owner afterwards; undefined when the second object was not removed
 */
async function removesAlone(options: DeleteTry, resource: Resource): Promise<Seen | undefined> {
  const { lane, model, operation, victim, as } = options;
  const target = await plantFresh(lane, model, resource, victim);
  const beside = await plantFresh(lane, model, resource, victim);
  if (target.kind === 'failed' || beside.kind === 'failed') return undefined;
  const ids = await allIds(lane, model, operation, victim, target);
  const besideIds = await allIds(lane, model, operation, victim, beside);
  if (ids === undefined || besideIds === undefined) return undefined;
  const ask = requestFor(model, operation, { person: victim, ids, text: () => 'a' });
  const reads = (own: Ids) => witnessesFor(lane, model, operation, resource, victim, own);
  const { witness } = await firstShowing(reads(ids), target.words);
  const { witness: besideWitness } = await firstShowing(reads(besideIds), beside.words);
  if (ask === undefined || witness === undefined || besideWitness === undefined) return undefined;
  await lane.send({ ...ask, ...(as === undefined ? asNobody(victim) : { as }) });
  if (effectOn(await witness.look(), target.words, []) !== 'gone') return undefined;
  return see(await besideWitness.look(), beside.words);
}
