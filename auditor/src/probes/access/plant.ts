import { describeExchange, type Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import { succeeded, type Person } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Lane } from '../../io/lane.ts';
import { confirmed } from './confirm.ts';
import { createdId } from './ids.ts';
import { routeOf, type Model } from './model.ts';
import { patiently } from './patient.ts';
import { undoOf } from './removal.ts';
import { requestFor, type Ids } from './requests.ts';
import { requirementsOf, requires, type Requirements } from './requirements.ts';
import { see } from './see.ts';
import { takesText } from './takes-text.ts';
import { writer } from './writer.ts';

/** An object that one person made, and the words that nobody else can know of. */
export interface Planted {
  readonly kind: 'planted';
  readonly owner: Person;
  /** Its own id. */
  readonly id: string;
  /** Its own id and those of everything that it lies within. */
  readonly ids: Ids;
  /** Canaries in its texts and in what was added to it. Those that its id repeats are left out. */
  readonly words: readonly string[];
  /** An ordinary word in the same texts, to search for: a search may repeat it without showing anything. */
  readonly search: string;
  /** The same for what was added to it. */
  readonly within?: string;
  /** The request that made it. */
  readonly made: Exchange;
}

export interface NotPlanted {
  readonly kind: 'failed';
  readonly because: string;
  readonly add?: string;
}

/** Requests that planting one object may take, what it lies within and what is added to it included. */
export const PLANTING = 12;

/** An object of this person, made once per run and then shared by all cells that only look at it. */
export function plantShared(
  lane: Lane,
  model: Model,
  resource: Resource,
  owner: Person,
): Promise<Planted | NotPlanted> {
  return lane.shared(`plant/${owner.name}${resource.key}`, (own) => plant(own, model, resource, owner));
}

/** Something for an attacker's own calls in cells that write: what happens to it is not looked at. */
export function plantSpare(
  lane: Lane,
  model: Model,
  resource: Resource,
  owner: Person,
): Promise<Planted | NotPlanted> {
  return lane.shared(`spare/${owner.name}${resource.key}`, (own) => plant(own, model, resource, owner));
}

/** An object of its own for a cell that changes or removes it. What it lies within is shared. */
export function plantFresh(
  lane: Lane,
  model: Model,
  resource: Resource,
  owner: Person,
): Promise<Planted | NotPlanted> {
  return plant(lane, model, resource, owner, plantFresh);
}

async function plant(
  lane: Lane,
  model: Model,
  resource: Resource,
  owner: Person,
  /** How to make what its body names: what it shows must be its own wherever it is changed or removed. */
  how: typeof plantShared = plantShared,
): Promise<Planted | NotPlanted> {
  const { creator } = resource;
  if (creator === undefined) {
    return {
      kind: 'failed',
      because: `no operation is known that creates a ${resource.name}`,
      add: addCreator(resource),
    };
  }
  const derived = isDerived(model, resource) ? await wordsOfOthers(lane, model, resource, owner) : [];
  const around = await surroundings(lane, model, { resource, creator, owner, how });
  if (around.kind === 'failed') return around;
  const made = writer(lane);
  const ask = requestFor(model, creator, {
    person: owner,
    ids: around.ids,
    text: made.text,
    references: around.references,
  });
  if (ask === undefined)
    return {
      kind: 'failed',
      because: `the path of ${creator.id} cannot be filled`,
      add: addCreator(resource),
    };
  const idPath = model.target.operations[creator.id]?.id;
  const chosen = around.ids.get(resource.key);
  const idsOf = (id: string): Ids => new Map([...around.ids, [resource.key, id]]);
  let id: string | undefined;
  const exchange = await patiently(lane, () =>
    lane.create({ ...ask, as: owner.name }, (answer) => {
      id = createdId(answer, resource, idPath) ?? (succeeded(see(answer)) ? chosen : undefined);
      return id === undefined ? undefined : undoOf(model, resource, owner, idsOf(id));
    }),
  );
  const sent = [...made.sentIn(ask), ...around.words];

  // Where the file does not say which value is the id, the object itself has to confirm it.
  const sure = idPath === undefined ? await confirmed(lane, model, { resource, owner, idsOf, sent, id }) : id;
  if (sure === undefined) {
    const seen = see(exchange);
    if (seen.status !== undefined && FORBIDDEN.has(seen.status))
      return {
        kind: 'failed',
        because: `${owner.name} may not create a ${resource.name}: ${describeExchange(exchange)}`,
        add: addSomebodyWhoMay(owner, creator.id),
      };
    const because = `${owner.name} could not create a ${resource.name}: ${seen.because ?? describeExchange(exchange)}, and no id is in the answer`;
    return { kind: 'failed', because, add: addCreator(resource) };
  }
  const ids = idsOf(sure);
  const words = [...sent, ...derived].filter((word) => !repeats([...ids.values()], word));
  // What has no text of its own is found by that of what it names.
  const search = made.sentIn(ask).length === 0 ? (around.searches[0] ?? made.search) : made.search;
  return { kind: 'planted', owner, id: sure, ids, words, search, made: exchange };
}

/** Not for this person: another role, or another plan, for which many use the reserved 402 (RFC 9110, 15.5.3). */
const FORBIDDEN: ReadonlySet<number> = new Set([402, 403]);

function addSomebodyWhoMay(owner: Person, operation: string): string {
  return `identities:
  ${owner.name}: { … }   # an account that may do it, such as one of a paid plan
routes: { exclude: ["${operation}"] }   # or this, where no customer may`;
}

/** True for what is made out of everything else that its owner has: an export, a report. */
function isDerived(model: Model, resource: Resource): boolean {
  const { creator } = resource;
  return (
    creator !== undefined &&
    !takesText(creator) &&
    routeOf(model, creator).objects.length === 0 &&
    requirementsOf(model, resource).named.length === 0
  );
}

/** Makes everything else first, for only then can it show up in what is made out of it. */
async function wordsOfOthers(
  lane: Lane,
  model: Model,
  resource: Resource,
  owner: Person,
): Promise<readonly string[]> {
  const words: string[] = [];
  for (const other of model.resources) {
    if (other.creator === undefined || other.creator.mails || other.creator.destructive) continue;
    if (other.key === resource.key || isDerived(model, other) || requires(model, other, resource)) continue;
    const planted = await plantShared(lane, model, other, owner);
    if (planted.kind === 'planted') words.push(...planted.words);
  }
  return words;
}

interface Surrounded {
  readonly resource: Resource;
  readonly creator: Operation;
  readonly owner: Person;
  readonly how: typeof plantShared;
}

/** Everything that has to be there before an operation can be called: what it lies within and what its body names. */
async function surroundings(lane: Lane, model: Model, { resource, creator, owner, how }: Surrounded) {
  const [missing] = routeOf(model, creator).unknown;
  if (missing !== undefined) {
    return { kind: 'failed' as const, because: `nothing is known to fill {${missing}} of ${creator.id}` };
  }
  const { outer, named } = requirementsOf(model, resource);
  const ids = new Map<string, string>();
  for (const one of outer) {
    const around = await plantShared(lane, model, one, owner);
    if (around.kind === 'failed') return around;
    for (const [key, id] of around.ids) ids.set(key, id);
  }
  // Some products let the client choose the id: PUT /notes/{id}.
  if (routeOf(model, creator).objects.some((one) => one.resource.key === resource.key))
    ids.set(resource.key, lane.word());
  const { references, words, searches } = await plantNamed(lane, model, named, owner, how);
  return { kind: 'ready' as const, ids, references, words, searches };
}

/** Plants what fields of a body name, and says what to write there and which words come with it. */
export async function plantNamed(
  lane: Lane,
  model: Model,
  named: Requirements['named'],
  owner: Person,
  how: typeof plantShared = plantShared,
) {
  const references: Record<string, string> = {};
  const words: string[] = [];
  const searches: string[] = [];
  for (const { name, resource } of named) {
    const planted = await how(lane, model, resource, owner);
    if (planted.kind === 'failed') continue;
    references[name] = planted.id;
    words.push(...planted.words);
    searches.push(planted.search);
  }
  return { references, words, searches };
}

/** True when an id is made from the word: then any answer that names the path would seem to leak it. */
function repeats(ids: readonly string[], word: string): boolean {
  return ids.some((id) =>
    id
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '')
      .includes(word),
  );
}

function addCreator({ name, path, creator }: Resource): string {
  const id = creator?.id ?? `POST /…`;
  return `operations:\n  "${id}": { creates: "${path}", id: $.id, body: { … } }   # how a ${name} is made`;
}
