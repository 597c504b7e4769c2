import type { Operation } from '../../core/operation.ts';
import type { WriteAttempt } from '../../evidence/object-write.ts';
import type { Credential, Lane } from '../../io/lane.ts';
import { alive } from './alive.ts';
import { doorOf } from './door.ts';
import { routeOf, type Model } from './model.ts';
import type { Pair } from './people.ts';
import { plantFresh, type NotPlanted } from './plant.ts';
import { requestFor } from './requests.ts';
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
  const living = options.relation === 'anonymous' ? undefined : await alive(lane, model, attacker);
  const attack = await lane.send({ ...ask, ...(as === undefined ? { label: 'nobody' } : { as }) });
  const readBack = await witness?.look();
  const effect = readBack === undefined ? 'unclear' : effectOn(readBack, words, []);
  const again = effect === 'gone' ? await witness?.look() : undefined;
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
      effect: again !== undefined && effectOn(again, words, []) !== 'gone' ? 'unclear' : effect,
    },
  };
}
