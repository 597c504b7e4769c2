import type { Operation } from '../core/operation.ts';
import { ObjectDelete } from '../evidence/object-write.ts';
import { gathered, unanswered, type Probe, type RunnableCell } from '../io/probe.ts';
import { modelOf, type Model } from './access/model.ts';
import { existingCell } from './access/on-existing.ts';
import { missingPeople, pairsOn } from './access/pairs.ts';
import { strangers, type Pair } from './access/people.ts';
import { choose } from './access/plan-operations.ts';
import { DELETE_TRY, tryDelete } from './access/try-delete.ts';

const KIND = ObjectDelete.kind;

/** Removes one person's objects as another, each made for this one question. */
export const objectDelete: Probe = {
  id: 'object-delete',
  yields: [KIND],
  hosted: true,
  plan: (context) => {
    const model = modelOf(context);
    const { reads: removals, existing, leftOut } = choose(model, KIND, isRemoval);
    const others = strangers(model.target);
    const cells = removals.flatMap((operation) => {
      return pairsOn(model, operation, { privateOnly: true }).map((pair) => cellFor(model, operation, pair));
    });
    const there = existing.flatMap((on) => {
      const pair = others.find((one) => one.victim.name === on.owner.name);
      return pair === undefined
        ? []
        : [existingCell({ probe: 'object-delete', kind: ObjectDelete, model, on, pair })];
    });
    return { cells: [...cells, ...there], leftOut: [...leftOut, ...missingPeople(model, removals, KIND)] };
  },
};

/** A DELETE, or a call that removes what its body names. */
export function isRemoval({ method, declared, destructive, path }: Operation): boolean {
  return (
    declared !== 'public' &&
    (method === 'DELETE' || (method === 'POST' && destructive && !path.includes('{')))
  );
}

function cellFor(model: Model, operation: Operation, pair: Pair): RunnableCell {
  const { victim, attacker } = pair;
  return {
    id: `object-delete/${operation.id}/${attacker.name}>${victim.name}`,
    probe: 'object-delete',
    title: `can ${attacker.name} remove what ${victim.name} made, by ${operation.id}?`,
    operation: operation.id,
    identities: [victim.name, attacker.name],
    phase: 'writes',
    effect: 'write',
    cost: { requests: DELETE_TRY, tokens: 0, mails: 0 },
    yields: [KIND],
    run: async (lane) => {
      const tried = await tryDelete({ lane, model, operation, ...pair, as: attacker.name, variant: 'as-is' });
      return tried.kind === 'failed'
        ? unanswered(tried.because, tried.add)
        : gathered(ObjectDelete.of(tried.attempt));
    },
  };
}
