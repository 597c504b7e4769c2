import type { Budget } from '../chat/budget.ts';
import type { LimitRates, Rate } from '../config/config.ts';
import { addressKey } from '../http/address.ts';
import type { RequestFacts } from './facts.ts';

/** The kinds of request that are counted apart. */
export type LimitName =
  | 'login'
  | 'signup'
  | 'reset'
  | 'resend'
  | 'token'
  | 'chat'
  | 'upload'
  | 'tool'
  | 'webhook'
  | 'write'
  | 'read';

/** Who is counted, for what. */
export type LimitFacts = {
  readonly name: LimitName;
  readonly request: RequestFacts;
  /** The account that the body names, where it names one. */
  readonly account: string | undefined;
  /** The signed-in user. */
  readonly userId: string | undefined;
};

/** One counter: at most `limit` in `seconds` for `key`. */
export type Bucket = Rate & { readonly key: string };

/** Counts; increments are atomic, so that a parallel burst cannot slip through (CWE-362). */
export type LimitStore = {
  readonly increment: (key: string, seconds: number) => Promise<{ count: number; resetSeconds: number }>;
  readonly refund: (key: string) => Promise<void>;
};

/** What is limited, by which key, and what happens when counting fails. */
export type LimitsPolicy = {
  readonly buckets: (facts: LimitFacts, rates: LimitRates) => readonly Bucket[];
  readonly whenStoreFails: (name: LimitName) => 'refuse' | 'allow';
  /** The seconds told to a client that must wait `resetSeconds`. */
  readonly retryAfter: (resetSeconds: number) => number;
  /** Whether the model may be called for a workspace that has spent so much of its budget. */
  readonly mayCallModel: (budget: Budget) => boolean;
  /** Another store than the one in memory. */
  readonly store: LimitStore | undefined;
};

const AUTHENTICATION: readonly LimitName[] = ['login', 'signup', 'reset', 'resend', 'token'];

/** Guessing is counted per account and address together, so that a stranger cannot lock anyone out. */
export const defaultLimits: LimitsPolicy = {
  buckets: bucketsFor,
  whenStoreFails: (name) => (AUTHENTICATION.includes(name) ? 'refuse' : 'allow'),
  retryAfter: (resetSeconds) => resetSeconds,
  mayCallModel: ({ spentTokens, budgetTokens }) => spentTokens < budgetTokens,
  store: undefined,
};

function bucketsFor({ name, request, account, userId }: LimitFacts, rates: LimitRates): readonly Bucket[] {
  const address = addressKey(request.address);
  const who = userId ?? address;
  const mailbox = account?.trim().toLowerCase() ?? '';
  const at = (key: string, rate: Rate): Bucket => ({ key: `${name}:${key}`, ...rate });

  switch (name) {
    case 'login':
      return [at(`${address}:${mailbox}`, rates.loginPerAccount), at(address, rates.loginPerAddress)];
    case 'signup':
      return [at(address, rates.signup)];
    case 'reset':
    case 'resend':
      return [at(mailbox, rates.mailPerAccount), at(address, rates.mailPerAddress)];
    case 'token':
      return [at(address, rates.token)];
    case 'chat':
    case 'upload':
    case 'tool':
    case 'webhook':
    case 'write':
    case 'read':
      return [at(who, rates[name])];
  }
}
