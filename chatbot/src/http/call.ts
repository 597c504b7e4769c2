import type { Transaction } from 'kysely';
import type { QueryName } from '../data/queries.ts';
import { asSystem, inScope, type Scoped } from '../data/scoped.ts';
import type { Tables } from '../data/tables.ts';
import { cookieHeader } from '../policies/cookies.ts';
import type { Actor, RequestFacts } from '../policies/facts.ts';
import type { Timing } from './timing.ts';
import type { Services } from '../services.ts';

/** One request on its way through a handler: who calls, with what, and the ways to answer. */
export type Call<P, Q, B> = {
  readonly services: Services;
  readonly actor: Actor;
  readonly request: RequestFacts;
  readonly requestId: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Fires when the client goes away. */
  readonly signal: AbortSignal;
  /** Headers of the answer. */
  readonly headers: Headers;
  /** Where the time goes, for the caller to see. */
  readonly timing: Timing;
  /** Runs a named query under the actor's row-level security. */
  readonly scoped: <T>(query: QueryName, work: (scoped: Scoped) => Promise<T>) => Promise<T>;
  /** Runs a query before there is an actor. */
  readonly system: <T>(work: (db: Transaction<Tables>) => Promise<T>) => Promise<T>;
  readonly setCookie: (name: string, value: string, seconds: number) => void;
};

/** What the pipeline knows when it calls a handler. */
export type CallParts = {
  readonly services: Services;
  readonly actor: Actor;
  readonly request: RequestFacts;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly headers: Headers;
  readonly timing: Timing;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
};

/** Completes a call with the means to use the database and to set cookies. */
export function makeCall(parts: CallParts): Call<unknown, unknown, unknown> {
  const { services, actor, headers, body, timing } = parts;
  const { db, policies, config } = services;
  const secure = config.secureCookies ?? services.origin().startsWith('https:');
  return {
    ...parts,
    scoped: (query, work) =>
      timing.measure('db', () => inScope(db, policies.scope, { query, actor, body }, work)),
    system: (work) => timing.measure('db', () => asSystem(db, work)),
    setCookie: (name, value, seconds) => {
      const attributes = policies.cookies.attributes(name, { secure });
      headers.append('set-cookie', cookieHeader(name, value, { attributes, seconds }));
    },
  };
}
