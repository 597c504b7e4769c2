import type { Operation } from '../core/operation.ts';
import { AnonymousWrite, type WriteAttempt } from '../evidence/object-write.ts';
import type { Person } from '../evidence/seen.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { strangersLike, variantOf } from './access/garbage.ts';
import { modelOf, routeOf, type Model } from './access/model.ts';
import type { OnExisting } from './access/on-existing.ts';
import { ownerOf } from './access/pairs.ts';
import { NOBODY, owners } from './access/people.ts';
import { plantFresh, PLANTING } from './access/plant.ts';
import { choose } from './access/plan-operations.ts';
import { isRemovable } from './access/removal.ts';
import { ACT_TRY, isAct } from './access/try-act.ts';
import { DELETE_TRY, tryDelete } from './access/try-delete.ts';
import { tryExisting } from './access/try-existing.ts';
import { tryWrite } from './access/try-write.ts';
import { isRemoval } from './object-delete.ts';
import { isWrite } from './object-write.ts';

const KIND = AnonymousWrite.kind;

/** Changes and removes objects as nobody, and with a garbage credential. Only objects made for this question. */
export const anonymousWrite: Probe = {
  id: 'anonymous-write',
  yields: [KIND],
  hosted: true,
  plan: (context) => {
    const model = modelOf(context);
    const [owner] = owners(model.target);
    const {
      reads: writes,
      existing,
      leftOut,
    } = choose(model, KIND, (one) => isWrite(model, one) || isRemoval(one));
    if (owner === undefined) return { cells: [], leftOut };
    const there = existing.map((on): RunnableCell => ({
      ...cellFor(model, on.operation, on.owner),
      phase: 'sessions',
      effect: 'session',
      run: (lane) => run(lane, model, on.operation, on.owner, on),
    }));
    return {
      cells: [
        ...writes.map((operation) => cellFor(model, operation, ownerOf(model, operation) ?? owner)),
        ...there,
      ],
      leftOut,
    };
  },
};

function cellFor(model: Model, operation: Operation, owner: Person): RunnableCell {
  return {
    id: `anonymous-write/${operation.id}/${owner.name}`,
    probe: 'anonymous-write',
    title: `does ${operation.id} do anything without a valid credential?`,
    operation: operation.id,
    identities: [owner.name],
    phase: 'writes',
    effect: 'write',
    cost: {
      requests:
        18 +
        2 * PLANTING +
        (isRemoval(operation) ? DELETE_TRY : 0) +
        (isAct(model, operation) ? 2 * ACT_TRY : 0),
      tokens: operation.costly ? 1_000 : 0,
      mails: 0,
    },
    yields: [KIND],
    run: (lane) => run(lane, model, operation, owner),
  };
}

async function run(
  lane: Lane,
  model: Model,
  operation: Operation,
  owner: Person,
  on?: OnExisting,
): Promise<CellResult> {
  const attempts: WriteAttempt[] = [];
  const last = routeOf(model, operation).objects.at(-1);
  // What cannot be removed is made once; one attempt after the other does not disturb the next.
  const once =
    last === undefined || isRemoval(operation) || isRemovable(model, last.resource)
      ? undefined
      : await plantFresh(lane, model, last.resource, owner);
  for (const stranger of await strangersLike(lane, owner.name)) {
    const attempt = {
      lane,
      model,
      operation,
      victim: owner,
      attacker: NOBODY,
      relation: 'anonymous',
      expected: 'unsaid',
      as: stranger.as,
      variant: variantOf(stranger),
      ...(once?.kind === 'planted' ? { planted: once } : {}),
    } as const;
    const tried = await (on !== undefined
      ? tryExisting({ ...attempt, find: () => on.find(lane), turn: on.turn })
      : isRemoval(operation)
        ? tryDelete(attempt)
        : tryWrite(attempt));
    if (tried.kind === 'failed') return unanswered(tried.because, tried.add);
    attempts.push(tried.attempt);
  }
  return gathered(...attempts.map((attempt) => AnonymousWrite.of(attempt)));
}
