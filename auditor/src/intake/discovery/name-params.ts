import { nounOfSegment } from '../nouns.ts';
import { bareTemplate, type Track } from './id-segments.ts';

/** Words before an id that say what is done with it, or nothing: not what it is. */
const NO_NOUN =
  /^(?:api|rest|v\d+|trpc|by-?id|get|fetch|show|view|open|edit|update|delete|remove|download|export|preview|raw|share|shared|content|embed|public|private|id|of|in|for|app|.{1,2})$/i;

export interface Named {
  /** `/boards/{board}/cards/{card}` */
  readonly template: string;
  readonly params: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Names each id after what stands before it, or after what produced it.
 *
 * @param nounFor what is known elsewhere of a value's kind: `workspace` for `acme`
 */
export function nameParams(
  tracks: readonly Track[],
  nounFor: (side: number, value: string) => string | undefined,
): ReadonlyMap<Track, Named> {
  const named = new Map<Track, Named>();
  for (const group of Map.groupBy(tracks, (one) => bareTemplate(one)).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const names = namesFor(group, first, nounFor);
    for (const track of group) named.set(track, applied(track, names));
  }
  return named;
}

function namesFor(
  group: readonly Track[],
  first: Track,
  nounFor: (side: number, value: string) => string | undefined,
): readonly string[] {
  const used: string[] = [];
  return first.ids.map((id, index) => {
    if (id === false) return '';
    const given = group.map((one) => one.ids[index]).find((one) => typeof one === 'string');
    const produced = group
      .map((one) => nounFor(one.side, one.segments[index] ?? ''))
      .find((one) => one !== undefined);
    const base = given ?? nounBefore(first, index) ?? produced ?? 'id';
    const name = unique(given === undefined ? camelCase(base) : base, used);
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

export function camelCase(noun: string): string {
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
