import { IdSequence } from '../evidence/guessable.ts';
import type { Person } from '../evidence/seen.ts';
import type { Resource } from '../intake/resources.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { mayCall, modelOf, type Model } from './access/model.ts';
import { ownersWho } from './access/people.ts';
import { plantFresh, plantShared, PLANTING } from './access/plant.ts';
import { isRemovable } from './access/removal.ts';
import { see } from './access/see.ts';
import { farApart, nextAfter } from './access/sequence.ts';
import { isPlantable } from './access/words.ts';

const KIND = IdSequence.kind;
/** The most kinds of objects that are looked at. */
const MOST = 30;
/** Objects from whose ids the next are guessed, objects that are then made, and guesses that count as one. */
const BEFORE = 3;
const NEXT = 2;
const GUESSES = 32;

/** Makes objects of each kind, says what the next id will be, and makes the next one. */
export const idSequence: Probe = {
  id: 'id-sequence',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const made = model.resources.filter(
      (one) => isPlantable(one, model) && isRemovable(model, one) && one.creator?.costly !== true,
    );
    const cells = made.slice(0, MOST).flatMap((resource) => {
      const { creator } = resource;
      if (creator === undefined) return [];
      const [owner, other] = ownersWho(model.target, (one) => mayCall(model, creator, one));
      return owner === undefined ? [] : [cellFor(model, resource, creator.id, owner, other ?? owner)];
    });
    return { cells, leftOut: [] };
  },
};

function cellFor(
  model: Model,
  resource: Resource,
  operation: string,
  owner: Person,
  other: Person,
): RunnableCell {
  return {
    id: `id-sequence/${operation}/${owner.name}`,
    probe: 'id-sequence',
    title: `can the id of the next ${resource.name} be told before it is made?`,
    operation,
    identities: [owner.name, other.name],
    phase: 'writes',
    effect: 'write',
    cost: { requests: (2 + BEFORE + NEXT) * PLANTING, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, model, resource, operation, owner, other),
  };
}

async function run(
  lane: Lane,
  model: Model,
  resource: Resource,
  operation: string,
  owner: Person,
  other: Person,
): Promise<CellResult> {
  const one = await plantShared(lane, model, resource, owner);
  if (one.kind === 'failed') return unanswered(one.because, one.add);
  const another =
    other.name === owner.name
      ? await plantFresh(lane, model, resource, owner)
      : await plantShared(lane, model, resource, other);
  const base = { operation, resource: resource.name, owner };
  if (another.kind === 'planted' && farApart(one.id, another.id))
    return gathered(
      IdSequence.of({ ...base, drawn: true, before: [see(one.made), see(another.made)], next: [] }),
    );
  const made = [];
  for (let count = 0; count < BEFORE; count += 1) {
    const planted = await plantFresh(lane, model, resource, owner);
    if (planted.kind === 'failed') return unanswered(planted.because, planted.add);
    made.push(planted);
  }
  const ids = made.map((planted) => planted.id);
  const next = [];
  for (let count = 0; count < NEXT; count += 1) {
    const guesses = nextAfter(ids, GUESSES);
    const planted = await plantFresh(lane, model, resource, owner);
    if (planted.kind === 'failed') return unanswered(planted.because, planted.add);
    next.push({ seen: see(planted.made), guessed: guesses.includes(planted.id) });
    ids.push(planted.id);
  }
  return gathered(
    IdSequence.of({ ...base, drawn: false, before: made.map((planted) => see(planted.made)), next }),
  );
}
