import { answerOf, type Exchange } from '../../core/exchange.ts';
import { parseJson, see } from './see.ts';

/** What an answer says of one object: its fields by where they stand, and whether it is there at all. */
export type Snapshot = ReadonlyMap<string, string>;

const THERE = 'there';
const DEPTH = 5;
/** Entries of a list inside an object that are looked at. */
const ITEMS = 20;

interface Looked {
  /** True for the read of this one object, whose whole answer is about it; a list is searched for its entry. */
  readonly single: boolean;
  readonly id: string;
  readonly words: readonly string[];
}

/** The object as an answer shows it; undefined where the answer cannot be used. */
export function snapshotOf(exchange: Exchange, { single, id, words }: Looked): Snapshot | undefined {
  const seen = see(exchange);
  if (!seen.answered || seen.status === 401 || seen.status === 403) return undefined;
  const value = parseJson(answerOf(exchange)?.body ?? '');
  const found = (seen.status ?? 500) < 300 ? (single ? value : entryIn(value, [...words, id])) : undefined;
  if (found === undefined || found === null || typeof found !== 'object')
    return seen.content === 'json' || (seen.status ?? 0) >= 300 ? new Map([[THERE, 'no']]) : undefined;
  return new Map([[THERE, 'yes'], ...leaves(found, '', DEPTH)]);
}

export function isThere(snapshot: Snapshot | undefined): boolean {
  return snapshot?.get(THERE) === 'yes';
}

/** Fields that differ between two looks. */
export function differences(one: Snapshot, other: Snapshot): ReadonlySet<string> {
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Set([...names].filter((name) => one.get(name) !== other.get(name)));
}

/**
 * True when a field went the same way here as there: to the same value, from nothing to something, or by the same number.
 * A time of change that every write stamps anew is none of these.
 */
export function wentAlike(field: string, here: Change, there: Change): boolean {
  const [before, after] = [here.before.get(field), here.after.get(field)];
  const [modelBefore, modelAfter] = [there.before.get(field), there.after.get(field)];
  if (before === after) return false;
  if (after === modelAfter) return true;
  if (isNothing(modelBefore)) return isNothing(before) && !isNothing(after);
  if (isNothing(modelAfter)) return isNothing(after);
  const steps = [before, after, modelBefore, modelAfter].map(Number);
  const [b = NaN, a = NaN, mb = NaN, ma = NaN] = steps;
  return a - b === ma - mb && Math.abs(a - b) < STAMP;
}

export interface Change {
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** Numbers that grow by more are times. */
const STAMP = 1_000;

function isNothing(value: string | undefined): boolean {
  return value === undefined || value === 'null' || value === '""' || value === 'false';
}

function leaves(value: unknown, at: string, depth: number): readonly (readonly [string, string])[] {
  if (value === null || typeof value !== 'object' || depth === 0)
    return [[at, JSON.stringify(value) ?? 'null']];
  if (Array.isArray(value)) {
    return [
      [`${at}.length`, String(value.length)],
      ...value.slice(0, ITEMS).flatMap((item, index) => leaves(item, `${at}[${index}]`, depth - 1)),
    ];
  }
  return Object.entries(value).flatMap(([name, item]) =>
    leaves(item, at === '' ? name : `${at}.${name}`, depth - 1),
  );
}

/** The smallest object that has one of the values. */
function entryIn(value: unknown, wanted: readonly string[]): unknown {
  if (value === null || typeof value !== 'object') return undefined;
  const json = JSON.stringify(value);
  if (!wanted.some((one) => json.includes(one))) return undefined;
  for (const item of Object.values(value)) {
    const inner = entryIn(item, wanted);
    if (inner !== undefined) return inner;
  }
  return Array.isArray(value) ? undefined : value;
}
