import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, open, type Served } from '../tiny/serve.ts';
import {
  isForeign,
  no,
  NOT_FOUND,
  own,
  shown,
  textIn,
  type Call,
  type Memory,
  type Person,
  type Reply,
  type Shelf,
} from './call.ts';
import { KINDS } from './kinds.ts';
import { createLimiter } from '../fernblick/limiter.ts';
import { createFootprints, type Footprints } from './traps.ts';

const PAGE =
  '<!doctype html><html><head><title>Hollow Lane</title></head><body><h1>Help is near.</h1></body></html>';
/** Logins in a minute from one address. */
const LOGINS = 40;

/** The traps as a product that is up. */
export interface TrapProduct extends Served, Pick<Footprints, 'untouched'> {
  /** Rows that are still there. */
  rows(): number;
}

/**
 * Hollow Lane, a help desk in which nearly everything looks broken and nothing is. Each oddity is one trap of the list, and
 * counts who steps on it.
 */
export async function startTraps(): Promise<TrapProduct> {
  const { step, untouched } = createFootprints();
  const people = newPeople();
  const sessions = new Map<string, Person>();
  const ended = new Set<string>();
  const shelves = new Map<string, Shelf>();
  const memory: Memory = { cached: new Map(), memoCalls: 0 };
  const logins = createLimiter(LOGINS);

  function shelf(kind: string): Shelf {
    const found = shelves.get(kind) ?? new Map();
    shelves.set(kind, found);
    return found;
  }

  function route(request: IncomingMessage, fields: Call['fields']): Reply {
    const { method = 'GET' } = request;
    const url = new URL(request.url ?? '/', 'http://hollow');
    const path = url.pathname;
    if (path === '/login' && method === 'POST') return signIn(fields);
    if (path === '/api/price-list') {
      if (request.headers.authorization === undefined) step('public-for-all');
      return {
        body: {
          plans: [
            { name: 'small', euros: 9 },
            { name: 'large', euros: 29 },
          ],
        },
      };
    }
    if (!path.startsWith('/api/')) return { html: PAGE };
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const person = sessions.get(token);
    if (ended.has(token)) {
      step('ended-session-with-200');
      return no('sign in again');
    }
    if (person === undefined) {
      step('redirect-to-login');
      return { status: 302, headers: { location: '/login' } };
    }
    if (path === '/api/logout' && method === 'POST') {
      ended.add(token);
      return { status: 204 };
    }
    const at = path
      .split('/')
      .slice(2)
      .map((one) => decodeURIComponent(one));
    return answer({ method, at, path, query: url.searchParams, fields, person, shelf, step, memory });
  }

  function signIn(fields: Call['fields']): Reply {
    const person = people.get(String(fields['mail']));
    const waitSeconds = logins.hit(String(fields['mail']));
    if (waitSeconds !== undefined)
      return {
        status: 429,
        body: { error: { why: 'slow down' } },
        headers: { 'retry-after': String(waitSeconds) },
      };
    if (person === undefined || fields['phrase'] !== `phrase-of-${person.name}`) {
      step('login-says-no-with-200');
      return no('wrong phrase');
    }
    const token = randomUUID() + randomUUID();
    sessions.set(token, person);
    return { body: { token } };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fields = await bodyOf(request);
    const { status = 200, headers = {}, html, body } = reply(request, fields);
    response.setHeader('x-request-id', randomUUID());
    const type = html === undefined ? 'application/json' : 'text/html; charset=utf-8';
    const isBare = html === undefined && body === undefined;
    response.writeHead(status, { ...headers, ...(isBare ? {} : { 'content-type': type }) });
    response.end(isBare ? undefined : (html ?? JSON.stringify(body)));
  }

  function reply(request: IncomingMessage, fields: Call['fields']): Reply {
    try {
      return route(request, fields);
    } catch {
      // An address that cannot be decoded.
      return { status: 400, body: { error: { why: 'that cannot be read' } } };
    }
  }

  const server = await open((request, response) => void handle(request, response));
  return { ...server, untouched, rows: () => [...shelves.values()].reduce((sum, one) => sum + one.size, 0) };
}

function answer(call: Call): Reply {
  const { method, at, query, fields, person, step } = call;
  const kind = KINDS[at[0] ?? ''];
  if (kind !== undefined) return kind(call);
  switch (`${method} ${at.join('/')}`) {
    case 'GET me':
      step('random-in-answers');
      return {
        body: { person: described(person), served: { by: randomUUID(), at: new Date().toISOString() } },
      };
    case 'PATCH me':
      if ('role' in fields && fields['role'] !== person.role) step('role-echoed');
      person.name = textIn(call, 'name') ?? person.name;
      return { body: { person: { ...described(person), ...fields } } };
    case 'GET alerts':
      step('empty-for-all');
      return { body: { alerts: [] } };
    case 'GET news':
      step('same-news-for-all');
      return { body: { news: [{ headline: 'We moved', day: '2026-03-02' }] } };
    case 'GET search':
      return search(call, query.get('q') ?? '');
    case 'POST rpc/ticket':
      return remoteCall(call);
    default:
      if (method !== 'GET') return NOT_FOUND;
      step('page-for-unknown');
      return { html: PAGE };
  }
}

function described({ mail, org, role, name }: Person) {
  return { mail, org, role, name, verified: true };
}

function search(call: Call, q: string): Reply {
  const rows = Object.keys(KINDS).flatMap((kind) =>
    [...call.shelf(kind).values()].filter((row) => row.text.includes(q)),
  );
  const hits = rows.filter((row) => row.org === call.person.org).map((row) => shown(row));
  if (hits.length < rows.length) call.step('search-repeats-query');
  return { body: { query: q, hits } };
}

function remoteCall(call: Call): Reply {
  const id = String(call.fields['ticketId']);
  const row = own(call, 'tickets', id);
  if (row !== undefined) return { body: { data: { ticket: shown(row) } } };
  if (isForeign(call, 'tickets', id)) call.step('errors-with-200');
  return { body: { data: null, errors: [{ message: 'no such ticket', path: ['ticket'] }] } };
}

function newPeople(): ReadonlyMap<string, Person> {
  const people = [
    { mail: 'ana@acme.test', org: 'acme', role: 'lead', name: 'ana' },
    { mail: 'ben@acme.test', org: 'acme', role: 'member', name: 'ben' },
    { mail: 'tom@acme.test', org: 'acme', role: 'member', name: 'tom' },
    { mail: 'bea@globex.test', org: 'globex', role: 'lead', name: 'bea' },
  ];
  return new Map(people.map((one) => [one.mail, one]));
}
