import type { LeftOut } from '../core/cell.ts';
import type { Exchange } from '../core/exchange.ts';
import type { LoginSpec, Target } from '../core/target.ts';
import { AccountAnswers, type AccountAnswersData } from '../evidence/account-answers.ts';
import { loginFields } from '../intake/login-fields.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { inTurn } from './access/turns.ts';
import { ADD_DISPOSABLE, disposable } from './accounts/disposable.ts';
import { ACCOUNT_REQUESTS, sendAccount } from './accounts/request.ts';
import { madeUpAddress } from './accounts/made-up.ts';
import { freshAccount, sendSignUp, signUp, SIGN_UP } from './accounts/sign-up.ts';
import { told } from './accounts/told.ts';
import { loginPath, sendLogin, wrongLogin } from './limits/login-form.ts';

const KIND = AccountAnswers.kind;

/** Compares what forms answer for an address that has an account and for two that have none. */
export const userEnumeration: Probe = {
  id: 'user-enumeration',
  yields: [KIND],
  plan: ({ target }) => {
    const known = knownAccount(target);
    const doors = known === undefined ? [] : [logInDoor(known), ...mailingDoors(target, known.address)];
    const cells = doors.flatMap((door) => (door === undefined ? [] : [cellFor(target, door)]));
    return {
      cells,
      leftOut:
        known === undefined
          ? [left('no disposable identity logs in with a mail address', ADD_DISPOSABLE)]
          : [],
    };
  },
};

/** A form that takes a mail address. */
interface Door {
  readonly door: AccountAnswersData['door'];
  readonly operation: string;
  /** The identity whose account is asked about; other cells wait for it. */
  readonly name: string;
  readonly mails: number;
  readonly requests: number;
  /** The address that has an account, and where others of its kind would be. */
  readonly existing: (lane: Lane) => Promise<string>;
  readonly madeUp: (word: string) => string;
  /** Sends it for an address; `isNew` where nobody has it yet. */
  readonly ask: (lane: Lane, address: string, isNew: boolean) => Promise<Exchange>;
}

interface Known {
  readonly name: string;
  readonly address: string;
  readonly login: LoginSpec;
}

function logInDoor({ name, address, login }: Known): Door | undefined {
  const path = loginPath(login);
  const who = { email: address, name: address, password: 'Wrong-password-7!' };
  if (path === undefined || wrongLogin(login, who) === undefined) return undefined;
  const operation = `POST ${path}`;
  return {
    door: 'log-in',
    operation,
    name,
    mails: 0,
    requests: ACCOUNT_REQUESTS,
    existing: () => Promise.resolve(address),
    madeUp: besides(address),
    ask: (lane, email) => {
      const body = wrongLogin(login, { ...who, email, name: email });
      return sendLogin(lane, login, {
        method: 'POST',
        path,
        operation,
        label: 'somebody with a wrong password',
        ...(body === undefined ? {} : { body }),
      });
    },
  };
}

/** Forms that write mails are only tried where the file says that these arrive with the founder. */
function mailingDoors(target: Target, address: string): readonly Door[] {
  if (target.mail === undefined && target.absent.mail === undefined) return [];
  const { signup, password } = target;
  const name = address;
  const common = { name, existing: () => Promise.resolve(address), madeUp: besides(address) };
  const doors: Door[] = [];
  if (signup !== undefined) {
    doors.push({
      ...common,
      door: 'sign-up',
      // Its mail has to arrive.
      madeUp: target.mail?.address === undefined ? common.madeUp : (word) => madeUpAddress(target, word),
      operation: `POST ${signup.post}`,
      mails: SIGN_UP.mails,
      requests: SIGN_UP.requests,
      ask: (lane, email, isNew) =>
        isNew ? signUp(lane, target, signup, email) : sendSignUp(lane, signup, email),
    });
  }
  if (password?.reset !== undefined) {
    const { reset } = password;
    doors.push({
      ...common,
      door: 'reset',
      operation: `POST ${reset.post}`,
      mails: 1,
      requests: ACCOUNT_REQUESTS,
      ask: (lane, email) =>
        sendAccount(lane, reset, { values: { email }, label: 'somebody who forgot the password' }),
    });
  }
  if (signup?.resend !== undefined) {
    const { resend } = signup;
    doors.push({
      ...common,
      door: 'resend',
      operation: `POST ${resend.post}`,
      mails: 1,
      requests: ACCOUNT_REQUESTS,
      // Only an account that waits for its mail is sent it again.
      existing: async (lane) => (await freshAccount(lane, target, signup, 'unconfirmed')).address,
      madeUp: (word) => madeUpAddress(target, word),
      ask: (lane, email) =>
        sendAccount(lane, resend, { values: { email }, label: 'somebody who waits for the mail' }),
    });
  }
  return doors;
}

function cellFor(target: Target, door: Door): RunnableCell {
  const { operation, name } = door;
  return {
    id: `user-enumeration/${operation}`,
    probe: 'user-enumeration',
    title: `does ${operation} tell who has an account?`,
    operation,
    identities: [],
    phase: 'sessions',
    effect: 'session',
    cost: {
      requests: 4 * door.requests + SIGN_UP.requests,
      tokens: 0,
      mails: 4 * door.mails + (door.door === 'resend' ? SIGN_UP.mails : 0),
    },
    yields: [KIND],
    run: (lane) => inTurn(lane, name, () => run(lane, target, door)),
  };
}

async function run(lane: Lane, target: Target, door: Door): Promise<CellResult> {
  const existing = await door.existing(lane);
  const ask = async (address: string, isNew: boolean) => told(await door.ask(lane, address, isNew), address);
  const first = await ask(door.madeUp(lane.word()), true);
  const known = await ask(existing, false);
  const second = await ask(door.madeUp(lane.word()), true);
  const again = await ask(existing, false);
  const { status } = first.seen;
  if (
    door.door !== 'log-in' &&
    first.seen.answered &&
    status !== undefined &&
    status >= 400 &&
    status !== 404
  )
    return unanswered(`${door.operation} is not taken as the file describes it: ${first.seen.line}`);
  return gathered(
    AccountAnswers.of({
      operation: door.operation,
      door: door.door,
      existing: known,
      existingAgain: again,
      madeUp: [first, second],
      confirmsByMail: (target.signup?.verify ?? 'none') !== 'none',
    }),
  );
}

/** Addresses that nobody has, at the same domain. */
function besides(address: string): Door['madeUp'] {
  const domain = address.split('@')[1] ?? 'example.com';
  return (word) => `launch-ready-${word}@${domain}`;
}

function knownAccount(target: Target): Known | undefined {
  for (const name of disposable(target)) {
    const spec = target.identities[name];
    if (spec?.credential.kind !== 'login') continue;
    const { login } = spec.credential;
    const address = [loginFields(login).name, spec.user].find((one) => one?.includes('@'));
    if (address !== undefined) return { name, address, login };
  }
  return undefined;
}

function left(because: string, add: string): LeftOut {
  return { kind: KIND, what: 'whether forms tell who has an account', because, add };
}
