/** A one-time token as stored: its purpose, its end, and whether it was used. */
export type MailTokenFacts = { readonly expiresAt: Date; readonly usedAt: Date | null };

/** An account that is there from the start. */
export type BuiltInAccount = {
  readonly email: string;
  readonly password: string;
  readonly workspaceName: string;
};

/** Sign-up, sign-in and password reset. */
export type AccountsPolicy = {
  /** Whether an account whose address is not confirmed may sign in. */
  readonly mayEnter: (account: { readonly verifiedAt: Date | null }) => boolean;
  /** Whether the answer may differ between a known and an unknown address. */
  readonly revealsAccounts: (step: 'signup' | 'login' | 'reset') => boolean;
  /** Whether the mail that confirms an address follows a sign-up. */
  readonly sendsConfirmation: (email: string) => boolean;
  /** Whether a mailed token still counts. */
  readonly acceptsToken: (token: MailTokenFacts, now: Date) => boolean;
  /** Whether a reset may go through without a stored token; `presented` is what the client sent. */
  readonly acceptsMissingToken: (presented: unknown) => boolean;
  /** Accounts that every installation has. */
  readonly builtIn: () => readonly BuiltInAccount[];
  /** Whether somebody who tries the product must know the password of the account they continue as. */
  readonly upgradeNeedsPassword: () => boolean;
};

/** Confirmed addresses only, one answer for everyone (CWE-204), each token once, no default account (CWE-1392). */
export const defaultAccounts: AccountsPolicy = {
  mayEnter: ({ verifiedAt }) => verifiedAt !== null,
  revealsAccounts: () => false,
  sendsConfirmation: () => true,
  acceptsToken: ({ expiresAt, usedAt }, now) => usedAt === null && expiresAt > now,
  acceptsMissingToken: () => false,
  builtIn: () => [],
  upgradeNeedsPassword: () => true,
};
