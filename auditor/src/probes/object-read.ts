import type { Operation } from '../core/operation.ts';
import { ObjectRead } from '../evidence/object-read.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { controlOf, controlFields } from './access/control.ts';
import { doorOf } from './access/door.ts';
import { unknownIdLike } from './access/ids.ts';
import { objectReads } from './access/plan-operations.ts';
import { modelOf, routeOf, type Model } from './access/model.ts';
import { missingPeople, pairsOn } from './access/pairs.ts';
import type { Pair } from './access/people.ts';
import { PLANTING } from './access/plant.ts';
import { provoked, PROVOKING } from './access/provoke.ts';
import { requestFor, type Filling, type Ids } from './access/requests.ts';
import { see } from './access/see.ts';
import { belongingsFor, type Belongings } from './access/words.ts';

const KIND = ObjectRead.kind;

/** Reads one person's objects by their ids as another: of another tenant, and of the same one. */
export const objectRead: Probe = {
  id: 'object-read',
  yields: [KIND],
  hosted: true,
  plan: (context) => {
    const model = modelOf(context);
    const { reads, leftOut } = objectReads(model, KIND);
    const cells = reads.flatMap((operation) =>
      pairsOn(model, operation, { privateOnly: false }).map((pair) => cellFor(model, operation, pair)),
    );
    return { cells, leftOut: [...leftOut, ...missingPeople(model, reads, KIND)] };
  },
};

function cellFor(model: Model, operation: Operation, pair: Pair): RunnableCell {
  const { victim, attacker } = pair;
  return {
    id: `object-read/${operation.id}/${attacker.name}>${victim.name}`,
    probe: 'object-read',
    title: `can ${attacker.name} read what ${victim.name} made, by ${operation.id}?`,
    operation: operation.id,
    identities: [victim.name, attacker.name],
    phase: 'reads',
    effect: 'write',
    cost: { requests: 10 + 4 * PLANTING + 2 * PROVOKING, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, model, operation, pair),
  };
}

async function run(lane: Lane, model: Model, operation: Operation, pair: Pair): Promise<CellResult> {
  const { victim, attacker } = pair;
  const planted = await belongingsFor(lane, model, operation, victim);
  if (planted.kind === 'failed') return unanswered(planted.because, planted.add);
  let theirs: Belongings = planted;
  let own = await belongingsFor(lane, model, operation, attacker);
  const asking = (as: string, filling: Omit<Filling, 'text'>) => {
    const ask = requestFor(model, operation, { ...filling, text: () => theirs.search });
    return ask === undefined ? undefined : lane.send({ ...ask, as });
  };
  const asOwner = () => asking(victim.name, { person: victim, ids: theirs.ids });
  let ownerControl = await asOwner();
  if (ownerControl === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const fuller = see(ownerControl, theirs.words, theirs.markers).canary
    ? undefined
    : await provoked(lane, model, operation, victim);
  if (fuller !== undefined) {
    theirs = fuller;
    own = (await provoked(lane, model, operation, attacker)) ?? own;
    ownerControl = (await asOwner()) ?? ownerControl;
  }
  const control = await controlOf({
    lane,
    model,
    operation,
    attacker,
    own,
    reference: ownerControl,
    ask: (ids) => asking(attacker.name, { person: attacker, ids }),
  });
  const shots = [
    { variant: 'as-is', person: victim, ids: theirs.ids },
    ...underOwnParent(model, operation, pair, theirs, own),
  ];
  const drafts = [];
  for (const { variant, person, ids } of shots) {
    const attack = await asking(attacker.name, { person, ids });
    if (attack === undefined) continue;
    const seen = see(attack, theirs.words, theirs.markers);
    const again = seen.canary ? await asking(attacker.name, { person, ids }) : undefined;
    const unknown =
      variant === 'as-is' && !seen.canary && theirs.ids.size > 0
        ? await asking(attacker.name, { person, ids: withUnknownLast(model, operation, ids) })
        : undefined;
    drafts.push({ variant, attack, again, unknown });
  }
  const ownerAfter = await asOwner();
  return gathered(
    ...drafts.map(({ variant, attack, again, unknown }) =>
      ObjectRead.of({
        operation: operation.id,
        resource: nameOf(model, operation),
        ...pair,
        variant,
        concerns: true,
        ownerControl: see(ownerControl, theirs.words, theirs.markers),
        ...controlFields(control),
        attack: see(attack, theirs.words, theirs.markers),
        door: doorOf(attack, ownerControl, theirs.words, theirs.markers).state,
        ...(again === undefined ? {} : { again: see(again, theirs.words, theirs.markers) }),
        ...(unknown === undefined ? {} : { unknownId: see(unknown) }),
        ...(ownerAfter === undefined ? {} : { ownerAfter: see(ownerAfter, theirs.words, theirs.markers) }),
      }),
    ),
  );
}

/** The victim's object named below a parent of the attacker's own: the parent is checked and the child is not. */
function underOwnParent(
  model: Model,
  operation: Operation,
  { attacker }: Pair,
  theirs: Belongings,
  own: Belongings | { readonly kind: 'failed' },
) {
  const { objects } = routeOf(model, operation);
  const last = objects.at(-1);
  const inTenant = model.tenantParam !== undefined && operation.path.includes(`{${model.tenantParam}}`);
  const nested = objects.length > 1 || inTenant;
  const id = last === undefined ? undefined : theirs.ids.get(last.resource.key);
  if (!nested || own.kind === 'failed' || last === undefined || id === undefined) return [];
  const ids: Ids = new Map([...own.ids, [last.resource.key, id]]);
  return [{ variant: 'own-parent', person: attacker, ids }];
}

function withUnknownLast(model: Model, operation: Operation, ids: Ids): Ids {
  const last = routeOf(model, operation).objects.at(-1);
  const id = last === undefined ? undefined : ids.get(last.resource.key);
  return last === undefined || id === undefined
    ? ids
    : new Map([...ids, [last.resource.key, unknownIdLike(id)]]);
}

function nameOf(model: Model, operation: Operation): string {
  return routeOf(model, operation).objects.at(-1)?.resource.name ?? 'object';
}
