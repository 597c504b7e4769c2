import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Target } from '../../core/target.ts';
import type { Lane } from '../../io/lane.ts';
import { disposable } from './disposable.ts';
import { madeUpAddress, wordIn } from './made-up.ts';
import { ACCOUNT_REQUESTS, sendAccount } from './request.ts';

type SignUp = NonNullable<Target['signup']>;

/** An account that the run has made, and the mail that came with it. */
export interface FreshAccount {
  readonly address: string;
  readonly exchange: Exchange;
  readonly mail: Awaited<ReturnType<Lane['mail']>>['result'];
}

/** Requests and mails of one sign-up. */
export const SIGN_UP = { requests: ACCOUNT_REQUESTS, mails: 1 } as const;

/**
 * An account that nobody else has. Cells that only look at it share one by its name; one that is changed is asked for under
 * a name of its own.
 */
export function freshAccount(
  lane: Lane,
  target: Target,
  signup: SignUp,
  name: string,
): Promise<FreshAccount> {
  return lane.shared(`sign-up/${name}`, async (own) => {
    const address = madeUpAddress(target, own.word());
    const { exchange, result } = await own.mail(address, () => signUp(own, target, signup, address));
    return { address, exchange, mail: result };
  });
}

/** Signs an address up, and writes down that the account has to go again. */
export async function signUp(lane: Lane, target: Target, signup: SignUp, address: string): Promise<Exchange> {
  const settle = oweAccount(lane, target, address);
  const exchange = await sendSignUp(lane, signup, address);
  const { status } = answerOf(exchange) ?? {};
  if (status !== undefined && status >= 400 && status < 500) settle();
  return exchange;
}

/**
 * Writes down, before it is made, that an account has to go again.
 *
 * @returns to be called when none was made after all
 */
export function oweAccount(lane: Lane, target: Target, address: string): () => void {
  const what = `the account ${address}`;
  const [like] = disposable(target);
  const remove = target.signup?.remove;
  lane.owe(
    remove === undefined || like === undefined
      ? { what }
      : {
          what,
          ask: { method: 'DELETE', path: remove },
          login: { identity: like, account: address },
        },
  );
  return () => lane.settle(what);
}

/** The request itself, for an address that may be taken. */
export function sendSignUp(lane: Lane, signup: SignUp, address: string): Promise<Exchange> {
  const word = wordIn(address);
  return sendAccount(lane, signup, {
    secretsOf: address,
    values: { email: address, name: word, workspace: word },
    label: 'somebody who signs up',
  });
}
