import type { TargetInput } from '../../core/target.ts';
import type { Reply, Visit } from '../../io/rehearsal.ts';

/**
 * A made-up product to try probes of accounts on: server-rendered forms, each with a hidden token; sessions by cookie;
 * redirects where it says yes, the same page again where it says no; mails with the secret in the path of their link. Each
 * weakness breaks one property.
 */
export type LodgeWeakness =
  | 'old-sessions-stay'
  | 'sign-out-forgets'
  | 'change-does-nothing'
  | 'reset-without-token'
  | 'reset-again'
  | 'reset-anybody'
  | 'confirm-without-token'
  | 'confirm-again'
  | 'tells-at-sign-in'
  | 'tells-at-sign-up'
  | 'tells-at-reset'
  | 'in-before-confirming'
  | 'guest-becomes-anybody'
  | 'admin-admin';

interface Resident {
  password: string;
  confirmed: boolean;
}

/** A lodge that is open, with what a test may look at. */
export interface Lodge {
  readonly serve: (visit: Visit) => Reply | undefined;
  readonly residents: ReadonlyMap<string, Resident>;
}

interface Token {
  readonly email: string;
  readonly purpose: 'reset' | 'confirm';
  used: boolean;
}

export function openLodge(...weaknesses: readonly LodgeWeakness[]): Lodge {
  const has = (one: LodgeWeakness) => weaknesses.includes(one);
  const residents = new Map<string, Resident>([
    ['ana@lodge.test', { password: 'ana-secret-1', confirmed: true }],
    ['ben@lodge.test', { password: 'ben-secret-1', confirmed: true }],
    ...(has('admin-admin')
      ? [['admin@lodge.test', { password: 'bea-secret-1', confirmed: true }] as const]
      : []),
  ]);
  const sessions = new Map<string, string>();
  const tokens = new Map<string, Token>();
  const mails: { readonly to: string; readonly subject: string; readonly text: string }[] = [];
  let count = 0;
  const issue = (kind: string) => {
    count += 1;
    return `${kind}-5f2c9a${String(count).padStart(10, '0')}`;
  };

  function send(to: string, subject: string, purpose: Token['purpose']): void {
    const token = issue('mail');
    tokens.set(token, { email: to, purpose, used: false });
    mails.push({ to, subject, text: `Hello,\n\nopen http://lodge.test/${purpose}/${token} soon.\n` });
  }

  function serve(visit: Visit): Reply | undefined {
    const { method, path } = visit;
    if (path.startsWith('/api/v1/')) return inbox(visit);
    const cookies = cookiesOf(visit);
    const sid = cookies['lodge_sid'] ?? '';
    const me = sessions.get(sid);
    if (path === '/me') {
      return me === undefined ? { status: 401, body: { error: 'sign in' } } : { body: { email: me } };
    }
    const owner = me === undefined ? (cookies['visit'] ?? '') : sid;
    if (method === 'GET') return formPage(me, sid);
    const fields = Object.fromEntries(new URLSearchParams(visit.body));
    if (owner === '' || fields['_csrf'] !== `csrf-for-${owner}-1`)
      return again('This page is out of date.', 400);
    return post(path, fields, { me, sid });
  }

  function formPage(me: string | undefined, sid: string): Reply {
    const owner = me === undefined ? issue('visitor') : sid;
    const page = `<!doctype html><form method=post><input type="hidden" name="_csrf" value="csrf-for-${owner}-1"><input type="password" name="password"></form>`;
    return {
      headers: {
        'content-type': 'text/html',
        ...(me === undefined ? { 'set-cookie': `visit=${owner}; Path=/; HttpOnly` } : {}),
      },
      body: page,
    };
  }

  function post(
    path: string,
    fields: Record<string, string>,
    { me, sid }: { readonly me: string | undefined; readonly sid: string },
  ): Reply | undefined {
    const { email = '', password = '' } = fields;
    switch (path) {
      case '/sign-in':
        return signIn(email, password);
      case '/sign-out':
        if (!has('sign-out-forgets')) sessions.delete(sid);
        return gone('/');
      case '/settings/password':
        return me === undefined ? again('Sign in.', 401) : changePassword(me, sid, fields);
      case '/join':
        return join(email, password);
      case '/forgot':
        if (residents.has(email)) send(email, 'Choose a new password', 'reset');
        else if (has('tells-at-reset')) return again('Nobody here has this address.');
        return page('If we know you, a mail is on its way.');
      case '/reset':
        return reset(fields);
      case '/confirm':
        return confirm(fields);
      case '/visit':
        return signedIn('guest');
      case '/visit/stay':
        if (has('guest-becomes-anybody') && residents.has(email)) return signedIn(email);
        return signIn(email, password);
      default:
        return undefined;
    }
  }

  function signIn(email: string, password: string): Reply {
    const resident = residents.get(email);
    if (resident === undefined && has('tells-at-sign-in')) return again('We do not know this address.');
    if (resident?.password !== password) return again('Address or password are wrong.');
    if (!resident.confirmed && !has('in-before-confirming')) return again('Confirm your address first.');
    return signedIn(email);
  }

  function signedIn(email: string): Reply {
    const sid = issue('sid');
    sessions.set(sid, email);
    return gone('/home', { 'set-cookie': `lodge_sid=${sid}; Path=/; HttpOnly` });
  }

  function changePassword(me: string, sid: string, fields: Record<string, string>): Reply {
    const resident = residents.get(me);
    if (resident === undefined || resident.password !== fields['current'])
      return again('That is not your password.');
    if (!has('change-does-nothing')) resident.password = fields['next'] ?? '';
    if (!has('old-sessions-stay')) endSessions(me, sid);
    return gone('/settings');
  }

  function join(email: string, password: string): Reply {
    if (residents.has(email)) {
      if (has('tells-at-sign-up')) return again('This address is taken.');
      mails.push({ to: email, subject: 'You live here already', text: 'http://lodge.test/sign-in' });
    } else {
      residents.set(email, { password, confirmed: false });
      send(email, 'Confirm your address', 'confirm');
    }
    return gone('/look-into-your-mail');
  }

  function reset({ email = '', token, password = '' }: Record<string, string>): Reply {
    const resident = residents.get(email);
    const isMissing = token === undefined || token === '';
    if (resident === undefined) return again('This link is too old.');
    const isTheirs = isMissing ? has('reset-without-token') : redeem(token, 'reset', email);
    if (!isTheirs) return again('This link is too old.');
    resident.password = password;
    endSessions(email, '');
    return gone('/sign-in');
  }

  function confirm({ token, email = '' }: Record<string, string>): Reply {
    const isMissing = token === undefined || token === '';
    const resident = residents.get(isMissing ? email : (tokens.get(token)?.email ?? ''));
    if (resident === undefined) return again('This link is too old.');
    if (isMissing ? !has('confirm-without-token') : !redeem(token, 'confirm'))
      return again('This link is too old.');
    resident.confirmed = true;
    return gone('/sign-in');
  }

  function redeem(token: string, purpose: Token['purpose'], email?: string): boolean {
    const stored = tokens.get(token);
    if (stored === undefined || stored.purpose !== purpose) return false;
    if (email !== undefined && stored.email !== email && !has('reset-anybody')) return false;
    if (stored.used && !has(purpose === 'reset' ? 'reset-again' : 'confirm-again')) return false;
    stored.used = true;
    return true;
  }

  function endSessions(email: string, but: string): void {
    for (const [sid, who] of sessions) if (who === email && sid !== but) sessions.delete(sid);
  }

  /** The mails, as Mailpit shows them. */
  function inbox({ path, query }: Visit): Reply {
    const id = /^\/api\/v1\/message\/(\d+)$/.exec(path)?.[1];
    if (id !== undefined) {
      const mail = mails[Number(id)];
      return { body: { Subject: mail?.subject, Text: mail?.text, HTML: '' } };
    }
    const wanted = (query.get('query') ?? '').replace(/^to:/, '').replaceAll('"', '');
    const found = mails.flatMap(({ to }, index) =>
      to === wanted ? [{ ID: String(index), To: [{ Address: to }] }] : [],
    );
    return { body: { messages: found.toReversed() } };
  }

  return { serve, residents };
}

function page(text: string, status = 200): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html' },
    body: `<!doctype html><p>${text}</p>`,
  };
}

/** The form once more, with what is wrong about it. */
function again(text: string, status = 200): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html' },
    body: `<!doctype html><p class=error>${text}</p><form method=post><input type="password" name="password"></form>`,
  };
}

function gone(to: string, headers: Record<string, string> = {}): Reply {
  return { status: 303, headers: { location: to, ...headers } };
}

function cookiesOf({ headers }: Visit): Record<string, string> {
  const pairs = (headers.cookie ?? '')
    .split('; ')
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
  return Object.fromEntries(pairs);
}

const form = (get: string) => ({ get, field: '_csrf' });

/** What the lodge's founder would write. */
export function lodgeTarget(origin: string): Omit<TargetInput, 'schema' | 'api'> {
  const login = (email: string, variable: string) => ({
    form: '/sign-in',
    fields: { email, password: `\${${variable}}` },
    csrf: form('/sign-in'),
  });
  return {
    app: origin,
    consent: 'owner',
    identities: {
      ana: { user: 'ana@lodge.test', disposable: true, login: login('ana@lodge.test', 'ANA') },
      ben: { user: 'ben@lodge.test', login: login('ben@lodge.test', 'BEN') },
    },
    whoami: { get: '/me', user: '$.email' },
    signup: {
      post: '/join',
      fields: { email: '{{email}}', password: '{{password}}' },
      csrf: form('/join'),
      verify: {
        post: '/confirm',
        fields: { email: '{{email}}', token: '{{token}}' },
        csrf: form('/confirm'),
      },
      unverified: 'out',
    },
    password: {
      change: {
        post: '/settings/password',
        fields: { current: '{{password}}', next: '{{newPassword}}' },
        csrf: form('/settings'),
      },
      reset: { post: '/forgot', fields: { email: '{{email}}' }, csrf: form('/forgot') },
      confirm: {
        post: '/reset',
        fields: { email: '{{email}}', token: '{{token}}', password: '{{newPassword}}' },
        csrf: form('/reset'),
      },
    },
    guest: {
      start: { post: '/visit', fields: {}, csrf: form('/visit') },
      upgrade: {
        post: '/visit/stay',
        fields: { email: '{{email}}', password: '{{password}}' },
        csrf: form('/visit/stay'),
      },
    },
    documented: [{ user: 'admin@lodge.test', password: '${BEA}' }],
    mail: { sink: origin },
    limits: { patience: '2s', timeout: '2s' },
  };
}
