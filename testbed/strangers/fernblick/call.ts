import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FlawId } from './flaws.ts';
import type { Person, State } from './state.ts';

/** One request, with what the guard found out about it. */
export interface Call {
  readonly method: string;
  /** Segments of the path below `/api`. */
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly text: string;
  readonly person: Person;
  /** Whose data is meant. */
  readonly org: string;
  readonly state: State;
  readonly has: (flaw: FlawId) => boolean;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What a route answers; undefined when it has written the answer itself. */
export interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
}

/** Fernblick says no with status 200. */
export function no(why: string): Reply {
  return { body: { error: { why } } };
}

export const NOT_FOUND: Reply = { status: 404, body: { error: { why: 'nothing here' } } };

/** A body that cannot be read. */
export class BadBody extends Error {}

export function fieldsOf(text: string): { readonly [name: string]: unknown } {
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch (error) {
    throw new BadBody('the body is no JSON', { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadBody('the body is no object');
  return { ...value };
}

/** A text of one to a thousand letters, or undefined. */
export function textField(fields: { readonly [name: string]: unknown }, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' && value.length <= 1_000 ? value : undefined;
}
