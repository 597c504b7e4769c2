import { nounOfSegment } from '../nouns.ts';
import type { Track } from './id-segments.ts';

/** Words before an id that say what is done with it, or nothing: not what it is. */
const NO_NOUN =
  /^(?:api|rest|v\d+|trpc|by-?id|get|fetch|show|view|open|edit|update|delete|remove|download|export|preview|raw|share|shared|content|embed|public|private|id|of|in|for|app|.{1,2})$/i;

export interface Named {
  /** `/boards/{board}/cards/{card}` */
  readonly template: string;
  readonly params: readonly { readonly name: string; readonly value: string }[];
}

interface Naming {
  /** What is known elsewhere of a value's kind: `workspace` for `acme`. */
  readonly nounFor: (side: number, value: string) => string | undefined;
  /** The name that a value's parameter must have. */
  readonly fixedFor?: (side: number, value: string) => string | undefined;
}

/** Names each id after what stands before it, or after what produced it; one place has one name in all paths. */
export function nameParams(tracks: readonly Track[], naming: Naming): ReadonlyMap<Track, Named> {
  const spots = tracks.flatMap((track) =>
    track.ids.flatMap((id, index) => (id === false ? [] : [{ track, index, place: placeOf(track, index) }])),
  );
  const names = new Map<string, string>();
  for (const [place, group] of Map.groupBy(spots, (one) => one.place))
    names.set(place, nameFor(group, naming));
  return new Map(tracks.map((track) => [track, applied(track, namesIn(track, names))]));
}

interface Spot {
  readonly track: Track;
  readonly index: number;
}

function nameFor(group: readonly Spot[], { nounFor, fixedFor }: Naming): string {
  const given = group.map(({ track, index }) => track.ids[index]).find((one) => typeof one === 'string');
  if (given !== undefined) return given;
  const fixed = group.map(({ track, index }) => fixedFor?.(track.side, track.segments[index] ?? ''));
  if (fixed[0] !== undefined && fixed.every((one) => one === fixed[0])) return fixed[0];
  const [first] = group;
  const before = first === undefined ? undefined : nounBefore(first.track, first.index);
  const produced = () =>
    group
      .map(({ track, index }) => nounFor(track.side, track.segments[index] ?? ''))
      .find((one) => one !== undefined);
  return camelCase(before ?? produced() ?? 'id');
}

/** The path up to a segment, ids without their values. */
function placeOf({ segments, ids }: Track, index: number): string {
  return segments
    .slice(0, index + 1)
    .map((one, at) => (ids[at] === false ? one : '{}'))
    .join('/');
}

function namesIn(track: Track, names: ReadonlyMap<string, string>): readonly string[] {
  const used: string[] = [];
  return track.ids.map((id, index) => {
    if (id === false) return '';
    const name = unique(names.get(placeOf(track, index)) ?? 'id', used);
    used.push(name);
    return name;
  });
}

function nounBefore({ segments, ids }: Track, index: number): string | undefined {
  const before = segments[index - 1];
  if (before === undefined || ids[index - 1] !== false || NO_NOUN.test(before)) return undefined;
  const noun = nounOfSegment(before);
  return /^[a-z][a-z0-9-]*$/.test(noun) ? noun : undefined;
}

function unique(name: string, used: readonly string[]): string {
  let number = 1;
  const numbered = () => (number === 1 ? name : `${name}${number}`);
  while (used.includes(numbered())) number += 1;
  return numbered();
}

function camelCase(noun: string): string {
  return noun.replaceAll(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function applied({ segments, ids }: Track, names: readonly string[]): Named {
  const parts = segments.map((one, index) => (ids[index] === false ? literal(one) : `{${names[index]}}`));
  const params = segments.flatMap((value, index) =>
    ids[index] === false ? [] : [{ name: names[index] ?? 'id', value }],
  );
  return { template: `/${parts.join('/')}`, params };
}

/** As it is sent, and without what a template or an address would take for its own. */
function literal(segment: string): string {
  return encodeURI(segment).replaceAll(/[?#{}]/g, (sign) => encodeURIComponent(sign));
}
