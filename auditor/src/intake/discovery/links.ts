import type { Produced, Taken } from '../../core/operation.ts';
import { formatJsonPath } from '../json-path.ts';
import { escapeKey } from '../json.ts';
import { nounOfSegment } from '../nouns.ts';
import { isParam, segmentsOf } from '../path-template.ts';
import type { Asked } from './asked.ts';
import { idShape } from './id-shapes.ts';
import type { Origin } from './known.ts';
import { isIdField, leavesOf } from './leaves.ts';

/** Which fields of which answers the ids of other calls came from, by the id of the producing operation. */
export function findLinks(asked: readonly Asked[]): ReadonlyMap<string, readonly Produced[]> {
  const drafts = new Map<string, Draft>();
  for (const side of Map.groupBy(asked, (one) => one.side).values()) {
    const byIndex = new Map(side.map((one) => [one.index, one]));
    for (const consumer of side) {
      for (const taken of takenBy(consumer)) {
        const origins = originsBefore(consumer, taken);
        for (const origin of chosen(origins, byIndex)) link(drafts, { consumer, taken, origin }, byIndex);
      }
    }
  }
  const all = Map.groupBy(drafts.values(), (one) => one.producer);
  return new Map([...all].map(([producer, list]) => [producer, ranked(producer, list)]));
}

interface TakenValue extends Taken {
  readonly value: string;
}

/** Values in a call that may be ids of objects. */
function takenBy({ operation, params, recorded }: Asked): readonly TakenValue[] {
  const inPath = params.map(({ name, value }): TakenValue => ({ operation, in: 'path', name, value }));
  const inQuery = recorded.query
    .filter(([name, value]) => isIdField(name) || idShape(value) !== undefined)
    .map(([name, value]): TakenValue => ({ operation, in: 'query', name, value }));
  const inBody = leavesOf(recorded.body?.json)
    .filter(({ name, value }) => isIdField(name) || (idShape(value) ?? 'integer') !== 'integer')
    .map(({ keys, value }): TakenValue => ({ operation, in: 'body', name: pointerOf(keys), value }));
  return [...inPath, ...inQuery, ...inBody];
}

function pointerOf(keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${escapeKey(String(key))}`).join('');
}

/** Where a value stood before it was taken. Small numbers stand everywhere: only fields that hold ids count for them. */
function originsBefore({ known, index }: Asked, { value }: TakenValue): readonly Origin[] {
  const isCommon = value.length < 4 || /^\d{1,6}$/.test(value);
  return (known.origins.get(value) ?? []).filter(
    (one) => one.call < index && (!isCommon || one.keys === undefined || isIdField(one.name)),
  );
}

/** The answer that brought a value into the world, and the first list that shows it. */
function chosen(origins: readonly Origin[], byIndex: ReadonlyMap<number, Asked>): readonly Origin[] {
  const first = origins.find((one) => isIdField(one.name) || one.keys === undefined) ?? origins[0];
  const list = origins.find(
    (one) => one.keys?.some((key) => typeof key === 'number') === true && isRead(byIndex.get(one.call)),
  );
  return [...new Set([first, list])].filter((one) => one !== undefined);
}

function isRead(asked: Asked | undefined): boolean {
  return asked?.recorded.method === 'GET';
}

interface Draft {
  readonly producer: string;
  readonly at?: string;
  readonly depth: number;
  creates: string | undefined;
  readonly takenBy: Map<string, Taken>;
}

interface Link {
  readonly consumer: Asked;
  readonly taken: TakenValue;
  readonly origin: Origin;
}

const MOST_TAKEN = 20;

function link(
  drafts: Map<string, Draft>,
  { consumer, taken, origin }: Link,
  byIndex: ReadonlyMap<number, Asked>,
): void {
  const producer = byIndex.get(origin.call);
  if (producer === undefined || producer.operation === consumer.operation) return;
  const keys = origin.keys?.map((key) => (typeof key === 'number' ? 0 : key));
  const at = keys === undefined ? undefined : formatJsonPath(keys);
  const key = JSON.stringify([producer.operation, at]);
  const draft: Draft = drafts.get(key) ?? {
    producer: producer.operation,
    ...(at === undefined ? {} : { at }),
    depth: keys?.length ?? 0,
    creates: undefined,
    takenBy: new Map(),
  };
  drafts.set(key, draft);
  const { value: _, ...place } = taken;
  if (draft.takenBy.size < MOST_TAKEN) draft.takenBy.set(JSON.stringify(place), place);
  if (taken.in === 'path' && draft.creates === undefined && makes(producer, taken.value, origin))
    draft.creates = objectPath(consumer.template, taken.name);
}

const NO_CREATOR = /\/(?:log-?in|sign-?in|session|token|refresh|authenticate|callback\/[\w-]+)\/?$/i;

/** True when a call answers with an id that nobody had seen before. */
function makes({ recorded, template, known, index }: Asked, value: string, origin: Origin): boolean {
  if (recorded.method !== 'POST' && recorded.method !== 'PUT') return false;
  const sent = known.sent.get(value);
  return (
    known.origins.get(value)?.[0]?.call === origin.call &&
    (sent === undefined || sent > index) &&
    !NO_CREATOR.test(template)
  );
}

/** `/boards/{board}` for `board` in `/boards/{board}/cards/{card}`. */
function objectPath(template: string, param: string): string {
  const end = template.indexOf(`{${param}}`) + param.length + 2;
  return template.slice(0, end);
}

const MOST_PRODUCED = 12;

/** What a call makes comes first, and of that what is named like its path. */
function ranked(producer: string, drafts: readonly Draft[]): readonly Produced[] {
  const noun = nounOfSegment(lastWord(producer.slice(producer.indexOf(' ') + 1)));
  const rank = ({ creates, depth }: Draft) =>
    (creates === undefined ? 100 : nounOfSegment(lastWord(creates)) === noun ? 0 : 50) + depth;
  return [...drafts]
    .sort((left, right) => rank(left) - rank(right))
    .slice(0, MOST_PRODUCED)
    .map(({ at, creates, takenBy }): Produced => ({
      ...(at === undefined ? {} : { at }),
      ...(creates === undefined ? {} : { creates }),
      takenBy: [...takenBy.values()],
    }));
}

function lastWord(path: string): string {
  return segmentsOf(path).findLast((one) => !isParam(one)) ?? '';
}
