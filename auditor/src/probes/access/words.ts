import type { Operation } from '../../core/operation.ts';
import type { Person } from '../../evidence/seen.ts';
import { nounOfSegment } from '../../intake/nouns.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Lane } from '../../io/lane.ts';
import { isSearch, routeOf, type Model } from './model.ts';
import { plantFurnished } from './furnish.ts';
import type { NotPlanted, Planted } from './plant.ts';
import type { Ids } from './requests.ts';

/** Everything of one person that an operation may address or show. */
export interface Belongings {
  readonly kind: 'planted';
  readonly ids: Ids;
  readonly words: readonly string[];
  readonly search: string;
  /** Ids of what the operation lists, where they are too long to be guessed: nobody else's answer should name them. */
  readonly markers: readonly string[];
}

/** Plants all that an operation's path names, and what it lists, as one person. */
export async function belongingsFor(
  lane: Lane,
  model: Model,
  operation: Operation,
  person: Person,
): Promise<Belongings | NotPlanted> {
  const ids = new Map<string, string>();
  const words: string[] = [];
  const markers: string[] = [];
  let search = '';
  for (const resource of shownBy(model, operation)) {
    const planted = await plantFurnished(lane, model, resource, person);
    if (planted.kind === 'failed') return planted;
    for (const [key, id] of planted.ids) ids.set(key, id);
    words.push(...planted.words);
    if (resource.list?.id === operation.id) markers.push(...telling(planted));
    search = planted.within ?? planted.search;
  }
  return { kind: 'planted', ids, words, search, markers };
}

/** Objects in the path, outermost first, and then the ones that the operation lists or searches. */
function shownBy(model: Model, operation: Operation): readonly Resource[] {
  const inPath = routeOf(model, operation).objects.map((one) => one.resource);
  const searched = isSearch(operation) ? inPath.at(-1)?.key : undefined;
  const listed = model.resources.filter(
    ({ list, creator, parents }) =>
      creator !== undefined &&
      (list?.id === operation.id || (searched !== undefined && parents.at(-1) === searched)),
  );
  return [...new Set([...inPath, ...listed])];
}

/** Plants one object of every kind that can be made, as one person; what cannot be made is left out. */
export async function everythingOf(lane: Lane, model: Model, person: Person): Promise<readonly Planted[]> {
  const planted: Planted[] = [];
  for (const resource of model.resources) {
    if (!isPlantable(resource, model)) continue;
    const one = await plantFurnished(lane, model, resource, person);
    if (one.kind === 'planted') planted.push(one);
  }
  return planted;
}

/** True for resources that can be made without sending mail that nobody receives. */
export function isPlantable({ creator }: Resource, { target }: Pick<Model, 'target'>): boolean {
  return creator !== undefined && !creator.destructive && (!creator.mails || target.mail !== undefined);
}

/** Letters and digits of an id that cannot be counted up to. */
const UNGUESSABLE = 12;

/**
 * The object's id, where it is long and random: a list that was asked for without it can only name it by showing the object.
 * Of a file's path the last part will do: lists of a folder leave the folder out.
 */
export function telling({ id }: Planted): readonly string[] {
  const parts = [id, ...id.split('/').slice(1).slice(-1)];
  return parts.filter((part) => {
    const plain = part.replaceAll(/[^A-Za-z0-9]/g, '');
    return plain.length >= UNGUESSABLE && /\d/.test(plain) && /[A-Za-z]/.test(plain);
  });
}

/**
 * What to search for: a word of the kind of object that lies nearest in the path, or that the operation is named after, such as
 * `search_notes`.
 */
export function searchWord(model: Model, { path }: Operation, planted: readonly Planted[]): string {
  const beside = path.replace(/\/[^/]*$/, '');
  const nouns = nounOfSegment(path.slice(beside.length + 1)).split(/[^a-z0-9]+/);
  const near =
    model.resources.find((one) => one.path.startsWith(beside)) ??
    model.resources.find((one) => nouns.includes(one.name));
  const found = planted.find((one) => near !== undefined && one.ids.has(near.key)) ?? planted[0];
  return found?.search ?? 'a';
}
