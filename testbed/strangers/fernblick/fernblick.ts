import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { html, open, type Served } from '../tiny/serve.ts';
import { createAccounts, whoami } from './accounts.ts';
import { ask, papers } from './assistant.ts';
import { boards } from './boards.ts';
import { BadBody, no, NOT_FOUND, type Call, type Reply } from './call.ts';
import type { FlawId } from './flaws.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { newState, type Person } from './state.ts';

const NOBODY: Person = { mail: '', org: '', rank: '', nick: '' };
const ORIGIN = 'https://www.fernblick.example';
/** Questions a minute and person. */
const QUESTIONS = 25;
const UPLOADS = 15;
const PAGE =
  '<!doctype html><html><head><title>Fernblick</title></head><body><h1>See far.</h1></body></html>';

/**
 * Fernblick, a project tracker with an assistant: customers by sub-domain, sessions by cookie, slugs for ids, "no" as status
 * 200, its start page for unknown addresses. Each flaw makes one property false.
 */
export async function startFernblick(
  flaws: readonly FlawId[] = [],
  { questions: most = QUESTIONS }: { readonly questions?: number } = {},
): Promise<Served & { boards(): number }> {
  const has = (flaw: FlawId) => flaws.includes(flaw);
  const state = newState();
  const accounts = createAccounts(state, has);
  const questions = createLimiter(most);
  const uploads = createLimiter(UPLOADS);

  function route(request: IncomingMessage, response: ServerResponse, text: string): Reply | undefined {
    const { method = 'GET' } = request;
    const url = new URL(request.url ?? '/', 'http://fernblick');
    // The router forgives a slash at the end; so does the guard.
    const path = url.pathname.replace(/(?<=.)\/+$/, '');
    const host = (request.headers.host ?? '').split('.')[0] ?? '';
    if (path === '/api/pulse') return { body: { beats: true } };
    if (path === '/session/form') return accounts.csrf(request);
    const session = accounts.sessionOf(request);
    if (!path.startsWith('/api/') && !path.startsWith('/session/')) return undefined;
    const isPublic = isOpen(method, path, url.pathname);
    if (path !== '/session/new' && session === undefined && !isPublic) return no('sign in first');
    if (method !== 'GET' && accounts.isForged(request) && !isPublic) return no('this page is out of date');
    if (path === '/session/new' && method === 'POST') return accounts.signIn(host, text);
    if (path === '/session/end' && method === 'POST') return accounts.signOut(request);
    const person = session?.person ?? NOBODY;
    if (session !== undefined && person.org !== host && !has('host-decides'))
      return no('this is not your house');
    const org = has('host-decides') || session === undefined ? host : person.org;
    const at = path
      .split('/')
      .slice(2)
      .map((one) => decoded(one));
    return answer({ method, at, query: url.searchParams, text, person, org, state, has, request, response });
  }

  function isOpen(method: string, path: string, spelled: string): boolean {
    if (has('guard-by-exact-path') && spelled !== path) return true;
    return has('open-boards') && method === 'GET' && path.startsWith('/api/boards');
  }

  function answer(call: Call): Reply | undefined {
    switch (call.at[0]) {
      case 'whoami':
        return whoami(call);
      case 'boards':
        return boards(call);
      case 'papers':
        return (call.method === 'POST' ? slowedDown(uploads, call) : undefined) ?? papers(call);
      case 'alerts':
        return { body: { alerts: [] } };
      case 'ledger':
        return call.person.rank === 'lead' || has('ledger-for-all')
          ? { body: ledgerOf(call) }
          : no('for leads only');
      case 'ask':
        return slowedDown(questions, call) ?? ask(call);
      case undefined:
      default:
        return call.method === 'GET' ? undefined : NOT_FOUND;
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(headersFor(request))) response.setHeader(name, value);
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    try {
      const text = await textOf(request);
      const reply = route(request, response, text);
      if (response.headersSent) return;
      if (reply === undefined) return html(response, PAGE);
      const { status = 200, headers = {}, body } = reply;
      response.writeHead(status, {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    } catch (error) {
      if (response.headersSent) return;
      const trace = has('trace-in-answer') && error instanceof Error ? error.stack : undefined;
      response.writeHead(error instanceof BadBody ? 400 : 500, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ error: { why: 'that cannot be read', ...(trace === undefined ? {} : { trace }) } }),
      );
    }
  }

  function headersFor({ headers: { origin } }: IncomingMessage): { readonly [name: string]: string } {
    const known = origin !== undefined && (origin === ORIGIN || has('cors-reflects'));
    return {
      ...(has('no-request-id') ? {} : { 'x-request-id': randomUUID() }),
      ...(known
        ? {
            'access-control-allow-origin': origin,
            'access-control-allow-credentials': 'true',
            vary: 'origin',
          }
        : {}),
    };
  }

  const server = await open((request, response) => void handle(request, response));
  return { ...server, boards: () => state.boards.size };
}

/** What was made of late, and what it costs. */
function ledgerOf({ org, state }: Call) {
  const made = [...state.boards.values()].filter((one) => one.org === org).map((one) => one.heading);
  return { ledger: { org, seats: 12, made } };
}

function slowedDown(limiter: Limiter, { person }: Call): Reply | undefined {
  const waitSeconds = limiter.hit(person.mail);
  return waitSeconds === undefined
    ? undefined
    : { status: 429, body: { error: { why: 'slow down' } }, headers: { 'retry-after': String(waitSeconds) } };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    throw new BadBody('the address cannot be read', { cause: error });
  }
}

const MOST_BYTES = 200_000;

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const piece = Buffer.from(chunk);
    size += piece.length;
    if (size > MOST_BYTES) throw new BadBody('the body is too long');
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString('utf8');
}
