import { isParam, segmentsOf } from '../path-template.ts';
import { nounOfSegment } from '../nouns.ts';
import type { Call } from './dialects.ts';
import { idShape } from './id-shapes.ts';
import { isKnownId, type Known } from './known.ts';

/** One recording, while its paths are read. */
export interface Side {
  readonly calls: readonly Call[];
  readonly known: Known;
  /** Values that stand for its tenant: what the target file and the answer about the caller say. */
  readonly tenantValues: ReadonlySet<string>;
}

/** The path of a call, and which of its segments are ids. */
export interface Track {
  readonly side: number;
  readonly call: Call;
  readonly segments: readonly string[];
  /** Per segment: the name it has in a known template, true for an id of unknown name. */
  readonly ids: (string | boolean)[];
}

/**
 * Finds the segments that are ids. A segment is one when a description says so, when it looks like one, when an answer
 * produced it, or when two tenants have different values at the same place and the answers or the rest of the path show
 * that it is the same place.
 *
 * @param templates paths that are known already, such as those of an OpenAPI description
 */
export function findIdSegments(sides: readonly Side[], templates: readonly string[] = []): readonly Track[] {
  const bySize = templates.map((one) => segmentsOf(one));
  const tracks = sides.flatMap(({ calls }, side) =>
    calls.map((call): Track => {
      const segments = segmentsOf(call.recorded.path).map((one) => decoded(one));
      const template = bySize.find((one) => fits(one, segments));
      const ids = segments.map(
        (segment, index) => nameIn(segment) ?? nameIn(template?.[index] ?? '') ?? false,
      );
      return { side, call, segments, ids };
    }),
  );
  let groups: readonly (readonly Track[])[] = [tracks];
  for (let depth = 0; groups.length > 0; depth += 1) {
    for (const group of groups) decide(group, depth, sides);
    groups = groups.flatMap((group) => nextGroups(group, depth));
  }
  return tracks;
}

function nameIn(segment: string): string | undefined {
  return /^\{([^{}:]+)\}$/.exec(segment)?.[1];
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.some((part) => isParam(part)) &&
    template.every((part, index) => isParam(part) || part === segments[index])
  );
}

/** Decides which values at one place are ids. */
function decide(group: readonly Track[], depth: number, sides: readonly Side[]): void {
  for (const track of group) {
    const segment = track.segments[depth];
    if (segment === undefined || track.ids[depth] !== false) continue;
    const known = sides[track.side]?.known;
    const isTenant = sides[track.side]?.tenantValues.has(segment) ?? false;
    const isProduced = known !== undefined && isKnownId(known, segment) && followsCollection(track, depth);
    track.ids[depth] = idShape(segment) !== undefined || isTenant || isProduced;
  }
  if (sides.length > 1) decideByDifference(group, depth, sides);
}

/** `/boards/roadmap`: what comes after a plural names one of them. */
function followsCollection({ segments, ids }: Track, depth: number): boolean {
  const before = segments[depth - 1];
  return before !== undefined && ids[depth - 1] === false && nounOfSegment(before) !== before.toLowerCase();
}

/** Values that only one tenant has at a place where the other has values of its own. */
function decideByDifference(group: readonly Track[], depth: number, sides: readonly Side[]): void {
  const bySide = sides.map((_, side) => {
    const own = group.filter((one) => one.side === side && one.ids[depth] === false);
    return Map.groupBy(own, (one) => one.segments[depth] ?? '');
  });
  for (const [side, values] of bySide.entries()) {
    for (const [value, tracks] of values) {
      if (value === '' || bySide.some((other, index) => index !== side && other.has(value))) continue;
      const rivals = bySide.flatMap((other, index) =>
        index === side
          ? []
          : [...other].filter(([one]) => !values.has(one)).map(([one, list]) => ({ one, list, index })),
      );
      const isId = rivals.some(
        ({ one, list, index }) =>
          (isValueOf(sides[side], value) && isValueOf(sides[index], one)) ||
          haveSameRest(tracks, list, depth),
      );
      if (isId) for (const track of tracks) track.ids[depth] = true;
    }
  }
}

function isValueOf(side: Side | undefined, value: string): boolean {
  if (side === undefined || value.length < 2) return false;
  return side.tenantValues.has(value) || side.known.origins.has(value);
}

/** Different continuations that two places must share before they count as one without any other sign. */
const ENOUGH_REST = 3;

/** True when the same things, at least three, lie below two values: `/acme/boards`, `/globex/boards` and so on. */
function haveSameRest(left: readonly Track[], right: readonly Track[], depth: number): boolean {
  const [mine, theirs] = [left, right].map(
    (tracks) => new Set(tracks.flatMap((one) => restOf(one, depth) ?? [])),
  );
  if (mine === undefined || theirs === undefined) return false;
  const shared = [...mine].filter((one) => theirs.has(one)).length;
  return shared >= ENOUGH_REST && shared * 2 >= Math.min(mine.size, theirs.size);
}

/** What lies below a segment, when it begins with a word: that of every collection begins with an id. */
function restOf({ segments, call }: Track, depth: number): string | undefined {
  const rest = segments.slice(depth + 1);
  const [first] = rest;
  if (first === undefined || idShape(first) !== undefined) return undefined;
  return `${call.recorded.method} ${rest.map((one) => (idShape(one) === undefined ? one : '{}')).join('/')}`;
}

function nextGroups(group: readonly Track[], depth: number): readonly (readonly Track[])[] {
  const longer = group.filter((one) => one.segments.length > depth + 1);
  return [
    ...Map.groupBy(longer, (one) => (one.ids[depth] === false ? `/${one.segments[depth]}` : '{}')).values(),
  ];
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
