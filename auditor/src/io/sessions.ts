import type { Answer, Exchange } from '../core/exchange.ts';
import type { IdentitySpec, Target } from '../core/target.ts';
import { loginAs, loginFields } from '../intake/login-fields.ts';
import { holderOf } from './hosted-account.ts';
import { readJsonAt } from './json-at.ts';
import { decodeJwt, expiryOf } from './jwt.ts';
import type { Ask, LoginAs } from './lane.ts';
import { logIn } from './login.ts';
import type { Attempt } from './login-answer.ts';
import { ANONYMOUS, bearing, cookiesSet, withoutToken, type Material } from './material.ts';
import type { Passwords } from './passwords.ts';
import type { Secrets } from './secrets.ts';
import { saysNo, showsLogin } from './session-ended.ts';
import { tenantOf } from './tenant-of.ts';
import type { Transmission, Transmit } from './transmit.ts';
import type { Vault } from './vault.ts';

/** One identity's living session. Renewed when it expires, shared by all lanes. */
interface Session {
  readonly material: Material;
  /** Goes up with each renewal and each new cookie, so that two lanes that meet the same 401 renew once. */
  readonly generation: number;
}

/** Why an identity has no session. */
export interface NoSession {
  readonly because: string;
  /** True when the target is in trouble, so that nothing is said about the credential. */
  readonly trouble: boolean;
}

export interface Sessions {
  /** The identity's session; logs in the first time. */
  current(identity: string): Promise<Session | NoSession>;
  /** A second session, apart from the shared one. */
  open(identity: string, lane: string, as?: LoginAs): Promise<Attempt>;
  /** After a refusal: a renewed session if the old one had really ended, undefined if it still lives. */
  revive(identity: string, generation: number): Promise<Session | undefined>;
  /** Learns from an answer to the shared session: cookies that it replaced, as a browser does, and who one is. */
  follow(identity: string, generation: number, exchange: Exchange): Promise<void>;
}

interface SessionOptions {
  readonly target: Target;
  readonly transmit: Transmit;
  readonly vault: Vault;
  readonly secrets: Secrets;
  readonly passwords: Passwords;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
  /** Where exchanges of logins and renewals are recorded. */
  readonly keep: (transmission: Transmission) => void;
  /** Different for each time the run is resumed, so that no exchange id stands twice. */
  readonly prefix: string;
}

/** A token that ends within this time is renewed before it is used. */
const MARGIN_MS = 5_000;
/** How long one answer of `whoami` stands for a living session. */
const ALIVE_MS = 5_000;

export function createSessions(options: SessionOptions): Sessions {
  const { target, transmit, vault, secrets, wallClock } = options;
  const sessions = new Map<string, Promise<Session | NoSession>>();
  const aliveAt = new Map<string, number>();
  /** Identities whom `whoami` has shown as somebody. */
  const introduced = new Set<string>();
  let counter = 0;

  const sender = (name: string, lane: string) => async (ask: Ask, material: Material) => {
    counter += 1;
    const id = `${lane}#${counter}`;
    const tenant = tenantOf(ask, name, target);
    const order = { id, lane, family: 'session', ask, as: name, material };
    const transmission = await transmit(tenant === undefined ? order : { ...order, tenant });
    options.keep(transmission);
    return transmission.exchange;
  };

  async function open(name: string, lane: string, as: LoginAs = {}): Promise<Attempt> {
    const own = holderOf(target, name);
    if (own === undefined) return { kind: 'out', trouble: false, because: `there is no identity ${name}` };
    const spec = specAs(name, own, as);
    if (spec === undefined) {
      const because = `it is unclear where name and password stand in ${name}'s login`;
      return { kind: 'out', trouble: false, because };
    }
    const send = sender(name, lane);
    const tools = {
      app: target.app,
      backends: target.backends,
      now: wallClock,
      vault,
      secrets,
      send: (ask: Ask, cookies: Readonly<Record<string, string>>) =>
        send(ask, { ...ANONYMOUS, cookies: { ...cookies } }),
    };
    const first = await logIn(name, spec, tools);
    const { patienceMs } = target.limits;
    if (first.kind === 'in' || first.retryAfterMs === undefined || first.retryAfterMs > patienceMs)
      return first;
    await options.sleep(first.retryAfterMs + 500);
    return logIn(name, spec, tools);
  }

  /** The identity's login with another password, or with another account's name and password. */
  function specAs(name: string, own: IdentitySpec, as: LoginAs): IdentitySpec | undefined {
    if (as.account === undefined && as.newPassword !== true) return own;
    const { credential } = own;
    if (credential.kind !== 'login') return undefined;
    const account = as.account ?? name;
    const password =
      as.newPassword === true ? options.passwords.next(account) : options.passwords.current(account);
    const email = as.account ?? loginFields(credential.login).name;
    if (password === undefined || email === undefined) return undefined;
    const login = loginAs(credential.login, { email, name: email, password });
    return login === undefined ? undefined : { ...own, credential: { kind: 'login', login } };
  }

  async function begin(name: string, generation: number): Promise<Session | NoSession> {
    const attempt = await open(name, `${options.prefix}session/${name}`);
    return attempt.kind === 'in'
      ? { material: attempt.material, generation }
      : { because: attempt.because, trouble: attempt.trouble };
  }

  async function renew(name: string, old: Session): Promise<Session | NoSession> {
    const refreshed = await refresh(name, target.identities[name], old.material);
    if (refreshed !== undefined) return { material: refreshed, generation: old.generation + 1 };
    return begin(name, old.generation + 1);
  }

  async function refresh(
    name: string,
    spec: IdentitySpec | undefined,
    material: Material,
  ): Promise<Material | undefined> {
    if (spec?.refresh === undefined || spec.credential.kind !== 'login') return undefined;
    const json = spec.refresh.json === undefined ? {} : secrets.json(spec.refresh.json);
    const text = JSON.stringify(json).replaceAll('{{refreshToken}}', material.refreshToken ?? '');
    const path =
      spec.refresh.token ?? (spec.credential.login.kind === 'json' ? spec.credential.login.token : undefined);
    if (path === undefined) return undefined;
    const send = sender(name, `${options.prefix}session/${name}`);
    const body = { kind: 'json', json: JSON.parse(text) } as const;
    const exchange = await send({ method: 'POST', path: spec.refresh.post, body }, withoutToken(material));
    if (exchange.outcome.kind !== 'answer' || exchange.outcome.status >= 400) return undefined;
    const token = readJsonAt(exchange.outcome.body, path);
    const next = readJsonAt(exchange.outcome.body, spec.refresh.refreshToken ?? '$.refreshToken');
    if (token === undefined) return undefined;
    return {
      ...bearing(material, token),
      ...(next === undefined ? {} : { refreshToken: next }),
    };
  }

  function logsIn(name: string): boolean {
    const { kind } = holderOf(target, name)?.credential ?? {};
    return kind === 'login' || kind === 'hosted';
  }

  async function isAlive(name: string, session: Session): Promise<boolean> {
    const ends = expiresAt(session.material, vault);
    if (ends !== undefined && ends <= wallClock()) return false;
    if (target.whoami === undefined || !Object.hasOwn(target.identities, name)) return true;
    const seen = aliveAt.get(name);
    if (seen !== undefined && wallClock() - seen < ALIVE_MS) return true;
    const send = sender(name, `${options.prefix}session/${name}`);
    const { outcome } = await send({ method: 'GET', path: target.whoami.get }, session.material);
    const alive =
      outcome.kind === 'no-answer' ||
      knowsCaller(outcome, introduced.has(name) ? target.whoami.user : undefined);
    if (alive) aliveAt.set(name, wallClock());
    return alive;
  }

  return {
    open,
    follow,
    async current(name) {
      const known = sessions.get(name) ?? begin(name, 1);
      sessions.set(name, known);
      const session = await known;
      if ('because' in session) return session;
      const ends = expiresAt(session.material, vault);
      if (ends === undefined || ends > wallClock() + MARGIN_MS || !logsIn(name)) return session;
      return replace(name, known, () => renew(name, session));
    },
    async revive(name, generation) {
      if (!logsIn(name)) return undefined;
      const known = sessions.get(name);
      const session = await known;
      if (known === undefined || session === undefined || 'because' in session) return undefined;
      if (session.generation > generation) return session;
      if (await isAlive(name, session)) return undefined;
      const renewed = await replace(name, known, () => renew(name, session));
      if (!('because' in renewed)) return renewed;
      // It worked before: while somebody has changed the password for a moment, it does not. The next one tries again.
      sessions.set(name, known);
      return undefined;
    },
  };

  async function follow(name: string, generation: number, { outcome, request }: Exchange): Promise<void> {
    if (outcome.kind === 'no-answer') return;
    const { get, user } = target.whoami ?? {};
    if (
      get !== undefined &&
      user !== undefined &&
      request.url.endsWith(get) &&
      readJsonAt(outcome.body, user) !== undefined
    )
      introduced.add(name);
    const setCookie = outcome.headers['set-cookie'];
    if (setCookie === undefined) return;
    const known = sessions.get(name);
    const session = await known;
    // An answer to a session that was replaced meanwhile says nothing about the new one.
    if (session === undefined || 'because' in session || session.generation !== generation) return;
    const material = withNewCookies(session.material, cookiesSet(setCookie), (text) => vault.reveal(text));
    if (material === undefined || sessions.get(name) !== known) return;
    sessions.set(name, Promise.resolve({ material, generation: generation + 1 }));
  }

  /** Starts one renewal even when many lanes ask for it at once. */
  function replace(name: string, old: Promise<unknown>, make: () => Promise<Session | NoSession>) {
    const now = sessions.get(name);
    if (now !== undefined && now !== old) return now;
    const next = make();
    sessions.set(name, next);
    return next;
  }
}

/** What a product answers about a caller that it knows: no refusal, and the user where it stood before. */
function knowsCaller({ status, body }: Answer, user: string | undefined): boolean {
  if (status >= 500 || status === 429) return true;
  if (status >= 300) return false;
  return user === undefined ? !saysNo(body) && !showsLogin(body) : readJsonAt(body, user) !== undefined;
}

/** A session cookie is long and random; `workspace=acme` is a choice that a page made, and nobody's session. */
const ISSUED = 16;

/**
 * The material with the session cookies that were replaced; undefined when none was. A token that is sent as cookie and as
 * header, so that the two can be compared, changes in both places.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#renew-the-session-id-after-any-privilege-level-change
 */
function withNewCookies(
  { cookies, csrf, ...material }: Material,
  set: Readonly<Record<string, string>>,
  reveal: (text: string) => string,
): Material | undefined {
  const replaced = Object.entries(set).filter(
    ([name, value]) =>
      cookies[name] !== undefined && cookies[name] !== value && reveal(value).length >= ISSUED,
  );
  if (replaced.length === 0) return undefined;
  const twin = replaced.find(([name]) => csrf !== undefined && cookies[name] === csrf.value);
  const header = csrf === undefined || twin === undefined ? csrf : { ...csrf, value: twin[1] };
  return {
    ...material,
    cookies: { ...cookies, ...Object.fromEntries(replaced) },
    ...(header === undefined ? {} : { csrf: header }),
  };
}

function expiresAt(material: Material, vault: Vault): number | undefined {
  if (material.token === undefined) return undefined;
  const jwt = decodeJwt(vault.reveal(material.token));
  return jwt === undefined ? undefined : expiryOf(jwt);
}
