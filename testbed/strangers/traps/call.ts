import { randomUUID } from 'node:crypto';
import type { TrapId } from './traps.ts';

export interface Person {
  readonly mail: string;
  readonly org: string;
  readonly role: string;
  name: string;
}

/** One row of any kind. */
export interface Row {
  readonly id: string;
  readonly org: string;
  readonly by: string;
  readonly madeAt: number;
  text: string;
  state: string;
  views: number;
  readonly comments: { readonly id: string; readonly text: string }[];
}

/** Rows by customer and id: the same id may stand for another row with each customer. */
export type Shelf = Map<string, Row>;

/** One request of somebody who is signed in. */
export interface Call {
  readonly method: string;
  /** Segments of the path below `/api`. */
  readonly at: readonly string[];
  readonly path: string;
  readonly query: URLSearchParams;
  readonly fields: { readonly [name: string]: unknown };
  readonly person: Person;
  readonly shelf: (kind: string) => Shelf;
  readonly step: (trap: TrapId) => void;
  readonly memory: Memory;
}

/** What the product remembers beside its rows. */
export interface Memory {
  /** The report that each person read last. */
  readonly cached: Map<string, Reply>;
  memoCalls: number;
}

export interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly html?: string;
  readonly headers?: { readonly [name: string]: string };
}

export const NOT_FOUND: Reply = { status: 404, body: { error: { why: 'nothing here' } } };

/** No, with status 200. */
export function no(why: string): Reply {
  return { body: { error: { why } } };
}

/** A text of one to two thousand letters, or undefined. */
export function textIn({ fields }: Pick<Call, 'fields'>, name = 'text'): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' && value.length <= 2_000 ? value : undefined;
}

export function own({ shelf, person }: Call, kind: string, id = ''): Row | undefined {
  return shelf(kind).get(`${person.org}/${id}`);
}

/** True when somebody else's row has this id. */
export function isForeign(call: Call, kind: string, id = ''): boolean {
  const rows = [...call.shelf(kind).values()];
  return own(call, kind, id) === undefined && rows.some((row) => row.id === id);
}

export function ownRows({ shelf, person }: Call, kind: string): readonly Row[] {
  return [...shelf(kind).values()].filter((row) => row.org === person.org);
}

export function add({ shelf, person }: Call, kind: string, text: string, id: string = randomUUID()): Row {
  const { org, mail } = person;
  const row: Row = { id, org, by: mail, madeAt: Date.now(), text, state: 'open', views: 0, comments: [] };
  shelf(kind).set(`${org}/${id}`, row);
  return row;
}

export function remove({ shelf, person }: Call, kind: string, id = ''): boolean {
  return shelf(kind).delete(`${person.org}/${id}`);
}

export function shown({ id, org, by, text, state }: Row) {
  return { id, org, ownerMail: by, text, state };
}
