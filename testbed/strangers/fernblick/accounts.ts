import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { cookieOf } from '../tiny/serve.ts';
import { fieldsOf, no, textField, type Call, type Reply } from './call.ts';
import type { FlawId } from './flaws.ts';
import { createLimiter } from './limiter.ts';
import type { Session, State } from './state.ts';

const COOKIE = 'Path=/; HttpOnly; Secure';
const WRONG_LOGINS = 8;

/** Signing in and out: a token for the form first, then a session cookie. */
export function createAccounts(state: State, has: (flaw: FlawId) => boolean) {
  const wrong = createLimiter(WRONG_LOGINS);
  const visitors = new Set<string>();
  // Browsers send a lax cookie to no other site, which would hide what the answers allow it.
  const cookie = `${COOKIE}; SameSite=${has('cors-reflects') || has('no-form-token') ? 'None' : 'Lax'}`;

  function sessionOf(request: IncomingMessage): Session | undefined {
    return state.sessions.get(cookieOf(request, 'fern_sid') ?? '');
  }

  function csrf(request: IncomingMessage): Reply {
    const session = sessionOf(request);
    if (session !== undefined) return { body: { form: { csrf: session.csrf } } };
    const token = randomBytes(12).toString('hex');
    visitors.add(token);
    return { body: { form: { csrf: token } }, headers: { 'set-cookie': `fern_visitor=${token}; ${cookie}` } };
  }

  /** A change needs the token of its form; without it the page is out of date. */
  function isForged(request: IncomingMessage): boolean {
    if (has('no-form-token')) return false;
    const token = String(request.headers['x-fern-form'] ?? '');
    const session = sessionOf(request);
    return session === undefined ? !visitors.has(token) : token !== session.csrf;
  }

  function signIn(host: string, text: string): Reply {
    const fields = fieldsOf(text);
    const [mail, phrase] = [textField(fields, 'mail') ?? '', textField(fields, 'passphrase')];
    const person = state.people.get(mail);
    if (person !== undefined && person.org === host && phrase === `phrase-of-${mail.split('@')[0]}`) {
      const sid = randomUUID();
      state.sessions.set(sid, { person, csrf: randomBytes(12).toString('hex') });
      return { body: { welcome: person.nick }, headers: { 'set-cookie': `fern_sid=${sid}; ${cookie}` } };
    }
    const waitSeconds = wrong.hit(mail);
    const headers = {
      'ratelimit-limit': String(WRONG_LOGINS),
      'ratelimit-remaining': String(wrong.left(mail)),
    };
    if (waitSeconds === undefined || has('decorative-limiter'))
      return { ...no('mail or passphrase are wrong'), headers };
    return {
      status: 429,
      body: { error: { why: 'too many tries' } },
      headers: { ...headers, 'retry-after': String(waitSeconds) },
    };
  }

  function signOut(request: IncomingMessage): Reply {
    if (!has('session-outlives-logout')) state.sessions.delete(cookieOf(request, 'fern_sid') ?? '');
    return { status: 204, headers: { 'set-cookie': `fern_sid=; Max-Age=0; ${cookie}` } };
  }

  return { sessionOf, csrf, isForged, signIn, signOut };
}

/** `/api/whoami`: who one is, and how one wants to be called. */
export function whoami({ method, text, person, has }: Call): Reply {
  if (method === 'PATCH') {
    const fields = fieldsOf(text);
    person.nick = textField(fields, 'nick') ?? person.nick;
    if (has('rank-from-body')) person.rank = textField(fields, 'rank') ?? person.rank;
  }
  const { mail, org, rank, nick } = person;
  return { body: { person: { mail, org, rank, nick } } };
}
