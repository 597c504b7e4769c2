import type { LeftOut } from '../core/cell.ts';
import { answerOf, type Exchange } from '../core/exchange.ts';
import type { IdentitySpec, Target } from '../core/target.ts';
import { ResetToken, type MailedTokenData } from '../evidence/mailed-token.ts';
import { succeeded, type Seen } from '../evidence/seen.ts';
import { loginFields } from '../intake/login-fields.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { doorRoute, type DoorRoute } from './access/door-route.ts';
import { personOf } from './access/people.ts';
import { see } from './access/see.ts';
import { inTurn } from './access/turns.ts';
import { CHANGE_REQUESTS, oweOldPassword } from './accounts/changed-password.ts';
import { ADD_DISPOSABLE, ADD_WHOAMI, disposable } from './accounts/disposable.ts';
import { ACCOUNT_REQUESTS, sendAccount, type AccountRequest } from './accounts/request.ts';
import { LOGIN_REQUESTS } from './accounts/revocation.ts';
import { freshAccount, SIGN_UP } from './accounts/sign-up.ts';
import { emptyTokens, namesAccount, type TokenVariant } from './accounts/token-variants.ts';

const KIND = ResetToken.kind;
/** Ways that are tried at most: five empty ones, the used token, a changed one, another account's. */
const WAYS = 8;

/** Sets a new password for a disposable identity with tokens that should not count. */
export const resetToken: Probe = {
  id: 'reset-token',
  yields: [KIND],
  plan: (context) => {
    const { target } = context;
    const route = doorRoute(context);
    const { reset, confirm, change } = target.password ?? {};
    const victim = victimIn(target);
    if (route === undefined) return nothing('no route shows whether a session lives', ADD_WHOAMI);
    if (reset === undefined || confirm === undefined || change === undefined)
      return nothing('the file does not say how a password is reset, confirmed and changed', ADD_PASSWORD);
    if (target.mail === undefined) return nothing('the file names no place where mail arrives', ADD_SINK);
    if (victim === undefined)
      return nothing('no disposable identity logs in with a mail address', ADD_DISPOSABLE);
    return { cells: [cellFor({ target, route, reset, confirm, change, ...victim })], leftOut: [] };
  },
};

interface Victim {
  readonly name: string;
  readonly spec: IdentitySpec;
  readonly address: string;
}

interface Question extends Victim {
  readonly target: Target;
  readonly route: DoorRoute;
  readonly reset: AccountRequest;
  readonly confirm: AccountRequest;
  readonly change: AccountRequest;
}

function cellFor(question: Question): RunnableCell {
  const { name, confirm } = question;
  const operation = `POST ${confirm.post}`;
  const each = ACCOUNT_REQUESTS + LOGIN_REQUESTS + 1;
  return {
    id: `reset-token/${operation}/${name}`,
    probe: 'reset-token',
    title: `does ${operation} set a new password for ${name} without a token that counts?`,
    operation,
    identities: [name],
    phase: 'sessions',
    effect: 'session',
    // Each way twice, each time changed back, should all of them work.
    cost: {
      requests:
        3 * ACCOUNT_REQUESTS + SIGN_UP.requests + each + 2 * WAYS * (each + CHANGE_REQUESTS) + LOGIN_REQUESTS,
      tokens: 0,
      mails: 3 + SIGN_UP.mails,
    },
    yields: [KIND],
    run: (lane) => inTurn(lane, name, () => run(lane, question)),
  };
}

async function run(lane: Lane, question: Question): Promise<CellResult> {
  const { name, spec, address, reset, confirm, change } = question;
  const asked = await lane.mail(address, () => askForReset(lane, reset, address));
  if (asked.result.kind === 'none') return unanswered(`no token for a new password: ${asked.result.because}`);
  const token = asked.result.mail.tokens[0] ?? asked.result.mail.codes[0];
  if (token === undefined) return unanswered('the mail for a new password holds neither link nor code');
  const owed = oweOldPassword(lane, name, change);
  owed.owe();
  const genuine = await attempt(lane, question, { variant: 'the genuine token', send: tokenOf(token) });
  if (genuine.entered === undefined || !succeeded(genuine.entered)) {
    await owed.payBack();
    return unanswered(`the token of the mail does not set a new password: ${genuine.attempt.line}`);
  }
  const { entered: control } = genuine;
  await owed.payBack();
  const base = { person: personOf(name, spec), operation: `POST ${confirm.post}`, genuine: control };
  const found: MailedTokenData[] = [];
  for (const variant of [...(await tokensThatAreNone(lane, question, token)), ...emptyTokens(confirm)]) {
    const first = await attempt(lane, question, variant);
    const data = { ...base, variant: variant.variant, ...first };
    if (first.entered === undefined) {
      found.push(data);
      continue;
    }
    await owed.payBack();
    const send = (await variant.renew?.()) ?? variant.send;
    const again = await attempt(lane, question, { ...variant, send });
    await owed.payBack();
    found.push({ ...data, again });
  }
  return gathered(...(await lastLook(lane, name, found)).map((data) => ResetToken.of(data)));
}

/** The used token, a changed one and, where the request also names the account, the token of somebody else. */
async function tokensThatAreNone(
  lane: Lane,
  { target, reset, confirm }: Question,
  token: string,
): Promise<readonly TokenVariant[]> {
  const own = [
    { variant: 'a token that was used before', send: tokenOf(token) },
    { variant: 'a token with one character more', send: tokenOf(`${token}x`) },
  ];
  const { signup } = target;
  if (signup === undefined || !namesAccount(confirm)) return own;
  const other = await freshAccount(lane, target, signup, 'other');
  const renew = async () => {
    const { result } = await lane.mail(other.address, () => askForReset(lane, reset, other.address));
    const theirs = result.kind === 'none' ? undefined : (result.mail.tokens[0] ?? result.mail.codes[0]);
    return theirs === undefined ? undefined : tokenOf(theirs);
  };
  const send = await renew();
  return send === undefined ? own : [...own, { variant: "another account's token", send, renew }];
}

function tokenOf(token: string): TokenVariant['send'] {
  return { values: { token, code: token } };
}

function askForReset(lane: Lane, reset: AccountRequest, address: string): Promise<Exchange> {
  return sendAccount(lane, reset, { values: { email: address }, label: 'somebody who forgot the password' });
}

type Attempt = Pick<MailedTokenData, 'attempt' | 'entered' | 'because'>;

/** Sends the request and, unless it was refused, looks whether the new password opens the account. */
async function attempt(lane: Lane, question: Question, { variant, send }: TokenVariant): Promise<Attempt> {
  const { name, address, confirm } = question;
  const exchange = await sendAccount(lane, confirm, {
    ...send,
    values: { email: address, ...send.values },
    secretsOf: name,
    label: `somebody with ${variant}`,
  });
  const seen = see(exchange);
  if (!seen.answered) return { attempt: seen, because: seen.because ?? 'it was not answered' };
  if ((answerOf(exchange)?.status ?? 500) >= 400) return { attempt: seen };
  return { attempt: seen, ...(await enter(lane, question)) };
}

async function enter(
  lane: Lane,
  { name, route }: Pick<Question, 'name' | 'route'>,
): Promise<{ readonly entered?: Seen; readonly because?: string }> {
  const session = await lane.login(name, { newPassword: true });
  if (session.kind === 'logged-in')
    return { entered: see(await lane.send({ ...route.ask, as: session.credential })) };
  return session.trouble ? { because: session.because } : {};
}

/** A refusal by status may still have changed the password: only the old one shows that nothing did. */
async function lastLook(
  lane: Lane,
  name: string,
  found: readonly MailedTokenData[],
): Promise<readonly MailedTokenData[]> {
  const usual = await lane.login(name);
  if (usual.kind === 'logged-in') return found;
  return found.map((data) =>
    data.entered === undefined && data.because === undefined
      ? { ...data, because: `${name} cannot log in any more: ${usual.because}` }
      : data,
  );
}

function victimIn(target: Target): Victim | undefined {
  for (const name of disposable(target)) {
    const spec = target.identities[name];
    if (spec?.credential.kind !== 'login') continue;
    const address = [loginFields(spec.credential.login).name, spec.user].find((one) => one?.includes('@'));
    if (address !== undefined) return { name, spec, address };
  }
  return undefined;
}

function nothing(because: string, add: string): { readonly cells: []; readonly leftOut: readonly LeftOut[] } {
  return {
    cells: [],
    leftOut: [{ kind: KIND, what: 'which tokens set a new password', because, add }],
  };
}

const ADD_PASSWORD = `password:
  reset: { post: /api/password/reset, json: { email: "{{email}}" } }
  confirm: { post: /api/password, json: { token: "{{token}}", password: "{{newPassword}}" } }
  change: { post: /api/me/password, json: { current: "{{password}}", password: "{{newPassword}}" } }`;
const ADD_SINK = 'mail: { sink: smtp://127.0.0.1:2525 }';
