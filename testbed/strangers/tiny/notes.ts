import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, cookieOf, html, json, open, type Served } from './serve.ts';

/** How notes are answered when somebody reads one. Everything else is always honest. */
export type Answers = 'safe' | 'leaks' | 'empty' | 'refuses' | 'fails' | 'login-page' | 'silent';

export interface NotesOptions {
  readonly answers?: Answers;
  /** Whom the odd answers meet: everyone, or only those who ask for a note of another team. */
  readonly to?: 'everyone' | 'strangers';
  /** Parts of a note that can be read one by one; all but the first of ana's fail. */
  readonly parts?: number;
  /** Closes for good once it has made this many notes. */
  readonly diesAfter?: number;
  /** Asked for each request anew. */
  readonly delayMs?: () => number;
  /** Sent with the answer of `GET /me`, whatever it says. */
  readonly me?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** What `/.well-known/launch-ready.txt` holds. */
  readonly proof?: () => string;
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface Notes extends Served {
  /** Slugs of the notes that are there. */
  slugs(): readonly string[];
  readonly seen: readonly string[];
}

interface Note {
  readonly slug: string;
  readonly team: string;
  text: string;
}

const TEAMS: { readonly [who: string]: string } = { ana: 'acme', bea: 'globex' };

/** Notes of two teams: says no with status 200, signs in by cookie and CSRF header, makes slugs out of words. */
export async function startNotes(options: NotesOptions = {}): Promise<Notes> {
  const notes = new Map<string, Note>();
  const sessions = new Map<string, string>();
  const seen: string[] = [];
  let made = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const path = url.split('?')[0] ?? '/';
    seen.push(`${method} ${path}`);
    if (options.delayMs !== undefined) await sleep(options.delayMs());
    if (path === '/.well-known/launch-ready.txt' && options.proof !== undefined)
      return void response.end(options.proof());
    if (path === '/csrf')
      return json(response, { token: 'csrf-0123456789ab' }, { 'set-cookie': 'visitor=1' });
    const body = await bodyOf(request);
    if (path === '/login') return signIn(body, response);
    const who = sessions.get(cookieOf(request, 'sid') ?? '');
    if (path === '/me' && options.me?.(request, response) === true) return;
    const team = who === undefined ? undefined : TEAMS[who];
    if (team === undefined) return json(response, { error: 'sign in first' });
    if (path === '/me') return json(response, { handle: who, team });
    const unsafe = method !== 'GET' && request.headers['x-csrf'] !== 'csrf-0123456789ab';
    if (unsafe) return json(response, { error: 'stale form' });
    if (path === '/notes' && method === 'POST') return create(body, team, response);
    if (path === '/notes')
      return json(
        response,
        [...notes.values()].filter((one) => one.team === team),
      );
    return one(method, path, team, response);
  }

  function signIn(body: { readonly [key: string]: unknown }, response: ServerResponse): void {
    const who = String(body['who']);
    if (TEAMS[who] === undefined || body['word'] !== `word-of-${who}`)
      return json(response, { error: 'wrong word' });
    const sid = `sid-${who}-${sessions.size}-0123456789`;
    sessions.set(sid, who);
    json(response, { ok: true }, { 'set-cookie': `sid=${sid}; HttpOnly; Path=/` });
  }

  function create(body: { readonly [key: string]: unknown }, team: string, response: ServerResponse): void {
    made += 1;
    const slug = `${team === 'acme' ? 'green' : 'blue'}-hill-${made}`;
    notes.set(slug, { slug, team, text: String(body['text']) });
    json(response, { note: { slug } });
    if (made === options.diesAfter) response.once('finish', () => void server.stop());
  }

  function one(method: string, path: string, team: string, response: ServerResponse): void {
    const [, , slug = '', part] = path.split('/');
    const note = notes.get(slug);
    const mine = note?.team === team;
    if (method === 'DELETE') {
      if (mine) notes.delete(slug);
      return json(response, mine ? { ok: true } : { error: 'no such note' });
    }
    if (part !== undefined && (part !== 'part-0' || note?.team !== 'acme'))
      return void response.writeHead(500).end();
    const odd = options.to === 'strangers' ? !mine : true;
    const told = odd ? oddly(options.answers ?? 'safe', note, response) : false;
    if (!told) json(response, mine && note !== undefined ? note : { error: 'no such note' });
  }

  const server = await open((request, response) => void handle(request, response), options.tls);
  return { ...server, seen, slugs: () => [...notes.keys()] };
}

/** Answers in an odd way; false where it leaves the answer to the honest one. */
function oddly(answers: Answers, note: Note | undefined, response: ServerResponse): boolean {
  switch (answers) {
    case 'safe':
      return false;
    case 'leaks':
      if (note !== undefined) json(response, note);
      return note !== undefined;
    case 'empty':
      response.writeHead(200).end();
      return true;
    case 'refuses':
      response.writeHead(401).end('{"error":"unauthorized"}');
      return true;
    case 'fails':
      response.writeHead(500).end('{"error":"oops"}');
      return true;
    case 'login-page':
      html(response, '<!doctype html><title>Sign in</title><form><input type="password"></form>');
      return true;
    case 'silent':
      return true;
  }
}
