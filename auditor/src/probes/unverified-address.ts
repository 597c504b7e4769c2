import type { LeftOut } from '../core/cell.ts';
import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Target } from '../core/target.ts';
import { UnverifiedAddress } from '../evidence/account-entry.ts';
import type { Door } from '../evidence/seen.ts';
import type { Mail } from '../io/mail/read-mail.ts';
import { readJsonAt } from '../io/json-at.ts';
import type { Ask, Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { doorOf } from './access/door.ts';
import { doorRoute, type DoorRoute } from './access/door-route.ts';
import { see } from './access/see.ts';
import { inTurn } from './access/turns.ts';
import { ADD_DISPOSABLE, ADD_WHOAMI, disposable } from './accounts/disposable.ts';
import { ACCOUNT_REQUESTS, sendAccount } from './accounts/request.ts';
import { LOGIN_REQUESTS } from './accounts/revocation.ts';
import { freshAccount, SIGN_UP } from './accounts/sign-up.ts';

const KIND = UnverifiedAddress.kind;

/** Signs somebody up, does not follow the mail, and tries to get in. */
export const unverifiedAddress: Probe = {
  id: 'unverified-address',
  yields: [KIND],
  plan: (context) => {
    const { target } = context;
    const { signup } = target;
    const route = doorRoute(context);
    const [like] = disposable(target);
    if (signup === undefined || signup.verify === 'none')
      return nothing('the file does not say how one signs up and confirms the address', ADD_SIGNUP);
    if (target.mail === undefined)
      return nothing('the file names no place where mail arrives', 'mail: { sink: smtp://127.0.0.1:2525 }');
    if (route === undefined) return nothing('no route shows whether one is in', ADD_WHOAMI);
    if (like === undefined) return nothing('no disposable identity shows how one logs in', ADD_DISPOSABLE);
    return { cells: [cellFor({ target, signup, route, like })], leftOut: [] };
  },
};

interface Question {
  readonly target: Target;
  readonly signup: NonNullable<Target['signup']>;
  readonly route: DoorRoute;
  /** The identity whose way of logging in is used. */
  readonly like: string;
}

function cellFor(question: Question): RunnableCell {
  const operation = `POST ${question.signup.post}`;
  return {
    id: `unverified-address/${operation}`,
    probe: 'unverified-address',
    title: 'does an account get in before its address is confirmed?',
    operation,
    identities: [question.like],
    phase: 'sessions',
    effect: 'session',
    cost: {
      requests: SIGN_UP.requests + 2 * LOGIN_REQUESTS + ACCOUNT_REQUESTS + 5,
      tokens: 0,
      mails: SIGN_UP.mails,
    },
    yields: [KIND],
    run: (lane) => inTurn(lane, question.like, () => run(lane, question)),
  };
}

async function run(lane: Lane, { target, signup, route, like }: Question): Promise<CellResult> {
  const account = await freshAccount(lane, target, signup, 'unverified');
  const reference = await lane.send({ ...route.ask, as: like });
  const session = await lane.login(like, { account: account.address });
  const issued =
    signup.token === undefined ? undefined : readJsonAt(answerOf(account.exchange)?.body ?? '', signup.token);
  const label = 'somebody who has not confirmed the address';
  // A fresh account belongs to a customer of its own, not to that of the identity it logs in like.
  const own = { label, ...(target.tenancy?.by === 'subdomain' ? {} : { tenant: null }) };
  const look = (as: Pick<Ask, 'as' | 'headers'>) => lane.send({ ...route.ask, ...own, ...as });
  const ways: Pick<Ask, 'as' | 'headers'>[] = [
    ...(session.kind === 'logged-in' ? [{ as: session.credential }] : []),
    ...(issued === undefined ? [] : [{ headers: { authorization: `Bearer ${issued}` } }]),
  ];
  let entered: Door | undefined;
  let again: Door | undefined;
  for (const way of ways) {
    entered = doorOf(await look(way), reference);
    if (entered.state !== 'open') continue;
    again = doorOf(await look(way), reference);
    break;
  }
  const { mail } = account;
  if (mail.kind === 'none' && again === undefined) return unanswered(`no mail to confirm: ${mail.because}`);
  if (mail.kind === 'mail') await confirm(lane, signup, account.address, mail.mail);
  const later = await lane.login(like, { account: account.address });
  const confirmed = later.kind === 'logged-in' ? see(await look({ as: later.credential })) : undefined;
  const trouble = session.kind === 'failed' && session.trouble ? session.because : undefined;
  const because = trouble ?? (later.kind === 'failed' ? later.because : undefined);
  return gathered(
    UnverifiedAddress.of({
      operation: `POST ${signup.post}`,
      route: route.operation,
      signUp: see(account.exchange),
      ...(entered === undefined ? {} : { entered }),
      ...(again === undefined ? {} : { again }),
      ...(confirmed === undefined ? {} : { confirmed }),
      ...(because === undefined ? {} : { because }),
      ...(signup.unverified === undefined ? {} : { said: signup.unverified }),
    }),
  );
}

/** Follows the mail, as the file says that one does. */
async function confirm(
  lane: Lane,
  { verify }: Question['signup'],
  address: string,
  { tokens, codes, link }: Mail,
): Promise<Exchange | undefined> {
  const label = 'somebody who follows the mail';
  if (verify === 'none') return undefined;
  if (verify === 'mail')
    return link === undefined
      ? undefined
      : lane.send({ method: 'GET', path: link.path, base: link.origin, tenant: null, label });
  const [token = codes[0] ?? ''] = tokens;
  const values = { email: address, token, code: codes[0] ?? token };
  return sendAccount(lane, verify, { values, secretsOf: address, label });
}

function nothing(because: string, add: string): { readonly cells: []; readonly leftOut: readonly LeftOut[] } {
  const what = 'whether an account gets in before its address is confirmed';
  return { cells: [], leftOut: [{ kind: KIND, what, because, add }] };
}

const ADD_SIGNUP = `signup:
  post: /api/signup
  json: { email: "{{email}}", password: "{{password}}" }
  verify: { post: /api/verify, json: { token: "{{token}}" } }
  unverified: out`;
