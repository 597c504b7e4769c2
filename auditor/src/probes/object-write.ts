import type { Operation } from '../core/operation.ts';
import { ObjectWrite } from '../evidence/object-write.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { isObjectRead, modelOf, routeOf, type Model } from './access/model.ts';
import { existingCell } from './access/on-existing.ts';
import { missingPeople, oncePerVictim, pairsOn } from './access/pairs.ts';
import { strangers, type Pair } from './access/people.ts';
import { PLANTING } from './access/plant.ts';
import { choose } from './access/plan-operations.ts';
import { isRemovable } from './access/removal.ts';
import { pullCells } from './access/try-pull.ts';
import { CHOSEN_ID_TRY, creatorsByChosenId, tryChosenId } from './access/try-chosen-id.ts';
import { ACT_TRY, isAct } from './access/try-act.ts';
import { tryWrite } from './access/try-write.ts';
import type { Resource } from '../intake/resources.ts';

const KIND = ObjectWrite.kind;

/** Writes to one person's objects as another: updates, and additions such as a message in a conversation. */
export const objectWrite: Probe = {
  id: 'object-write',
  yields: [KIND],
  hosted: true,
  plan: (context) => {
    const model = modelOf(context);
    const { reads: writes, existing, leftOut } = choose(model, KIND, (one) => isWrite(model, one));
    const others = strangers(model.target);
    const cells = writes.flatMap((operation) => {
      const pairs = pairsOn(model, operation, { privateOnly: true });
      return (leavesNothing(model, operation) ? pairs : pairs.slice(0, 1)).map((pair) =>
        cellFor(model, operation, pair),
      );
    });
    const there = existing.flatMap((on) => {
      const pair = others.find((one) => one.victim.name === on.owner.name);
      return pair === undefined
        ? []
        : [
            existingCell({ probe: 'object-write', kind: ObjectWrite, model, on, pair }),
            ...pullCells(model, on.operation, pair),
          ];
    });
    const chosen = creatorsByChosenId(model).flatMap(({ creator, resource }) =>
      isRemovable(model, resource)
        ? oncePerVictim(pairsOn(model, creator, { privateOnly: true })).map((pair) =>
            chosenIdCell(model, creator, resource, pair),
          )
        : [],
    );
    return {
      cells: [...cells, ...there, ...chosen],
      leftOut: [...leftOut, ...missingPeople(model, writes, KIND)],
    };
  },
};

/** Objects that cannot be removed stay with the customer: then one question is enough. */
function leavesNothing(model: Model, operation: Operation): boolean {
  const last = routeOf(model, operation).objects.at(-1);
  return last === undefined || isRemovable(model, last.resource);
}

/** Something that changes an object and can be undone by removing it. */
export function isWrite(model: Model, operation: Operation): boolean {
  const { method, destructive, declared, mails } = operation;
  const writes = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const harmless = !destructive || actsOnOwn(model, operation);
  return writes && harmless && !mails && declared !== 'public' && !isObjectRead(model, operation);
}

/** `/archive`, `/close`: final, and so only for what the run makes itself. */
function actsOnOwn(model: Model, operation: Operation): boolean {
  const { objects, unknown } = routeOf(model, operation);
  return (
    operation.path.includes('{') && objects.length > 0 && unknown.length === 0 && isAct(model, operation)
  );
}

function cellFor(model: Model, operation: Operation, pair: Pair): RunnableCell {
  const { victim, attacker } = pair;
  return {
    id: `object-write/${operation.id}/${attacker.name}>${victim.name}`,
    probe: 'object-write',
    title: `can ${attacker.name} change what ${victim.name} made, by ${operation.id}?`,
    operation: operation.id,
    identities: [victim.name, attacker.name],
    phase: 'writes',
    effect: 'write',
    cost: {
      requests: 15 + 2 * PLANTING + (isAct(model, operation) ? ACT_TRY : 0),
      tokens: operation.costly ? 1_500 : 0,
      mails: 0,
    },
    yields: [KIND],
    run: (lane) => run(lane, model, operation, pair),
  };
}

async function run(lane: Lane, model: Model, operation: Operation, pair: Pair): Promise<CellResult> {
  const tried = await tryWrite({ lane, model, operation, ...pair, as: pair.attacker.name, variant: 'as-is' });
  return tried.kind === 'failed'
    ? unanswered(tried.because, tried.add)
    : gathered(ObjectWrite.of(tried.attempt));
}

/** Whether an object can be overwritten by making another under its id. */
function chosenIdCell(model: Model, creator: Operation, resource: Resource, pair: Pair): RunnableCell {
  const { victim, attacker } = pair;
  return {
    id: `object-write/${creator.id}/${attacker.name}>${victim.name}/chosen-id`,
    probe: 'object-write',
    title: `can ${attacker.name} overwrite ${victim.name}'s ${resource.name} by ${creator.id} under its id?`,
    operation: creator.id,
    identities: [victim.name, attacker.name],
    phase: 'writes',
    effect: 'write',
    cost: { requests: CHOSEN_ID_TRY, tokens: creator.costly ? 8_000 : 0, mails: 0 },
    yields: [KIND],
    run: async (lane) => {
      const tried = await tryChosenId({ lane, model, creator, resource, ...pair });
      return tried.kind === 'failed'
        ? unanswered(tried.because, tried.add)
        : gathered(ObjectWrite.of(tried.attempt));
    },
  };
}
