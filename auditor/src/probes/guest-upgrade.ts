import type { LeftOut } from '../core/cell.ts';
import { answerOf, type Exchange } from '../core/exchange.ts';
import type { IdentitySpec, Target } from '../core/target.ts';
import { GuestUpgrade, type Upgrade } from '../evidence/account-entry.ts';
import { loginFields } from '../intake/login-fields.ts';
import { readJsonAt } from '../io/json-at.ts';
import type { Lane } from '../io/lane.ts';
import { cookiesSet } from '../io/material.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { personOf } from './access/people.ts';
import { see } from './access/see.ts';
import { inTurn } from './access/turns.ts';
import { ADD_DISPOSABLE, ADD_WHOAMI, disposable } from './accounts/disposable.ts';
import { accountAsk, type AccountRequest } from './accounts/request.ts';
import { LOGIN_REQUESTS } from './accounts/revocation.ts';
import { sendWithCsrf } from './accounts/with-csrf.ts';

const KIND = GuestUpgrade.kind;

type Guest = NonNullable<Target['guest']>;

/** Lets a guest continue as somebody with an account, without knowing the password. */
export const guestUpgrade: Probe = {
  id: 'guest-upgrade',
  yields: [KIND],
  plan: ({ target }) => {
    const { guest, whoami } = target;
    const victim = victimIn(target);
    if (guest === undefined) return nothing('the file does not say how guests begin and stay', ADD_GUEST);
    if (whoami?.user === undefined) return nothing('no route shows who somebody is', ADD_WHOAMI);
    if (victim === undefined)
      return nothing('no disposable identity logs in with a mail address', ADD_DISPOSABLE);
    const route = { get: whoami.get, user: whoami.user };
    return { cells: [cellFor({ guest, route, ...victim })], leftOut: [] };
  },
};

interface Question {
  readonly guest: Guest;
  readonly route: { readonly get: string; readonly user: string };
  readonly name: string;
  readonly spec: IdentitySpec;
  readonly address: string;
}

function cellFor(question: Question): RunnableCell {
  const { name, guest } = question;
  const operation = `POST ${guest.upgrade.post}`;
  return {
    id: `guest-upgrade/${operation}/${name}`,
    probe: 'guest-upgrade',
    title: `can a guest continue as ${name} without the password?`,
    operation,
    identities: [name],
    phase: 'sessions',
    effect: 'session',
    // A guest, who it is, the upgrade and who it is then, each form with its token; three times, and the victim's own look.
    cost: { requests: 3 * 6 + 1 + LOGIN_REQUESTS, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => inTurn(lane, name, () => run(lane, question)),
  };
}

async function run(lane: Lane, question: Question): Promise<CellResult> {
  const { guest, route, name, spec } = question;
  const own = await lane.send({ method: 'GET', path: route.get, as: name });
  const user = userIn(own, route.user);
  if (user === undefined) return unanswered(`${name}'s own description does not say who ${name} is`);
  const first = await visit(lane, question, user);
  if ('because' in first) return unanswered(first.because);
  const genuine = await upgrade(lane, question, {
    user,
    guest: first.headers,
    secretsOf: name,
    label: 'a guest with the right password',
  });
  const attacking = async () => {
    const another = await visit(lane, question, user);
    if ('because' in another) return undefined;
    const label = 'a guest with a wrong password';
    return upgrade(lane, question, { user, guest: another.headers, secretsOf: 'nobody at all', label });
  };
  const attack = await attacking();
  if (attack === undefined) return unanswered('a second guest could not begin');
  const again = attack.isVictim ? await attacking() : undefined;
  return gathered(
    GuestUpgrade.of({
      person: personOf(name, spec),
      operation: `POST ${guest.upgrade.post}`,
      guest: first.seen,
      genuine,
      attack,
      ...(again === undefined ? {} : { again }),
    }),
  );
}

type Headers = { readonly [name: string]: string };

/** Begins as a guest, and looks who that is. */
async function visit(
  lane: Lane,
  question: Question,
  user: string,
): Promise<{ readonly headers: Headers; readonly seen: Upgrade } | { readonly because: string }> {
  const { guest } = question;
  lane.owe({ what: `a guest of POST ${guest.start.post}` });
  const exchange = await send(lane, guest.start, {}, { label: 'a guest' });
  const headers = sessionIn(exchange, guest.start.token);
  if (headers === undefined) return { because: `a guest gets no session: ${see(exchange).line}` };
  return { headers, seen: await look(lane, question, { exchange, headers, user, label: 'a guest' }) };
}

async function upgrade(
  lane: Lane,
  question: Question,
  {
    user,
    guest,
    secretsOf,
    label,
  }: { readonly user: string; readonly guest: Headers; readonly secretsOf: string; readonly label: string },
): Promise<Upgrade> {
  const spec = question.guest.upgrade;
  const exchange = await send(lane, spec, guest, { label, secretsOf, email: question.address });
  // Some raise the session that there is, and answer with no other.
  const headers = sessionIn(exchange, spec.token) ?? guest;
  return look(lane, question, { exchange, headers, user, label });
}

async function look(
  lane: Lane,
  { route }: Question,
  {
    exchange,
    headers,
    user,
    label,
  }: {
    readonly exchange: Exchange;
    readonly headers: Headers;
    readonly user: string;
    readonly label: string;
  },
): Promise<Upgrade> {
  const me = await lane.send({ method: 'GET', path: route.get, headers, label });
  return { upgrade: see(exchange), entered: see(me), isVictim: userIn(me, route.user) === user };
}

function send(
  lane: Lane,
  spec: AccountRequest,
  headers: Headers,
  {
    label,
    secretsOf,
    email,
  }: { readonly label: string; readonly secretsOf?: string; readonly email?: string },
): Promise<Exchange> {
  return sendWithCsrf(lane, spec.csrf, {
    ...accountAsk(spec, email === undefined ? {} : { email }),
    headers,
    label,
    ...(secretsOf === undefined ? {} : { secretsOf }),
  });
}

/** The session that an answer gives: its token, or its cookies. */
function sessionIn(exchange: Exchange, token: string | undefined): Headers | undefined {
  const answer = answerOf(exchange);
  if (answer === undefined || answer.status >= 400) return undefined;
  if (token !== undefined) {
    const value = readJsonAt(answer.body, token);
    return value === undefined ? undefined : { authorization: `Bearer ${value}` };
  }
  const cookies = Object.entries(cookiesSet(answer.headers['set-cookie']));
  return cookies.length === 0 ? undefined : { cookie: cookies.map((pair) => pair.join('=')).join('; ') };
}

function userIn(exchange: Exchange, path: string): string | undefined {
  return readJsonAt(answerOf(exchange)?.body ?? '', path);
}

function victimIn(target: Target): Pick<Question, 'name' | 'spec' | 'address'> | undefined {
  for (const name of disposable(target)) {
    const spec = target.identities[name];
    if (spec?.credential.kind !== 'login') continue;
    const address = [loginFields(spec.credential.login).name, spec.user].find((one) => one?.includes('@'));
    if (address !== undefined) return { name, spec, address };
  }
  return undefined;
}

function nothing(because: string, add: string): { readonly cells: []; readonly leftOut: readonly LeftOut[] } {
  const what = 'whether a guest can continue as anybody';
  return { cells: [], leftOut: [{ kind: KIND, what, because, add }] };
}

const ADD_GUEST = `guest:
  start: { post: /api/auth/guest, token: $.token }
  upgrade: { post: /api/auth/guest/upgrade, json: { email: "{{email}}", password: "{{password}}" }, token: $.token }`;
