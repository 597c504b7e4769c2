import type { HostedService } from '../core/hosted.ts';
import type { Json } from '../core/operation.ts';
import type { Ask } from './lane.ts';
import { headersOf, type Material } from './material.ts';

interface Presented {
  readonly headers: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
}

/**
 * What a request to a hosted backend carries, as its own library in the browser sends it. Nobody still sends the public key:
 * that is what every visitor has.
 */
export function presented(
  { credential, apiKey }: HostedService,
  material: Material,
  method: string,
): Presented {
  const { authorization, ...others } = headersOf(material, method);
  // What is sent and not what was once issued: a made-up credential differs in its header alone.
  const token = authorization?.replace(/^Bearer /, '');
  const headers: Record<string, string> = { ...others };
  if (apiKey !== undefined) headers['apikey'] = apiKey;
  if (credential === 'query') {
    // The Realtime Database takes an ID token in the query only; a header means an OAuth token of a server.
    return { headers, query: token === undefined ? {} : { auth: token } };
  }
  if (token !== undefined && credential === 'firebase') {
    headers['authorization'] = `Firebase ${token}`;
  } else {
    const bearer = authorization ?? (apiKey === undefined ? undefined : `Bearer ${apiKey}`);
    if (bearer !== undefined) headers['authorization'] = bearer;
  }
  return { headers, query: {} };
}

const USER = /\{\{user:([A-Za-z0-9][\w.@-]*)\}\}/g;

/** Names of the identities whose account ids a request speaks of. */
export function usersIn(ask: Ask): readonly string[] {
  const text = JSON.stringify([ask.path, ask.query, ask.body]);
  return [...new Set([...text.matchAll(USER)].flatMap((match) => match.slice(1)))];
}

/** The request with account ids and the sender's own token in their places. */
export function withUsers(ask: Ask, users: ReadonlyMap<string, string>, token: string | undefined): Ask {
  const fill = (text: string) =>
    text
      .replaceAll(USER, (whole, name: string) => users.get(name) ?? whole)
      .replaceAll('{{token}}', token ?? '');
  const { body, query } = ask;
  return {
    ...ask,
    path: fill(ask.path),
    ...(query === undefined ? {} : { query: mapValues(query, fill) }),
    ...(body?.kind === 'json' ? { body: { ...body, json: mapStrings(body.json, fill) } } : {}),
  };
}

function mapValues(fields: { readonly [name: string]: string }, fill: (text: string) => string) {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fill(value)]));
}

function mapStrings(json: Json, fill: (text: string) => string): Json {
  if (typeof json === 'string') return fill(json);
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item: Json) => mapStrings(item, fill));
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, mapStrings(value, fill)]));
}
