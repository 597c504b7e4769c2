import type { Transaction } from 'kysely';
import type { Tables } from '../data/tables.ts';
import type { AccountsPolicy } from '../policies/accounts.ts';
import { newSecret, secretHash } from './secrets.ts';

/** What a mailed token is for. */
export type TokenPurpose = 'verify' | 'reset';

/** OWASP Forgot Password: short for a reset; a day is customary to confirm an address. */
const LIFETIME_MINUTES: Readonly<Record<TokenPurpose, number>> = { verify: 1_440, reset: 30 };

/** Makes a token for an account; only its hash is kept. */
export async function issueMailToken(
  db: Transaction<Tables>,
  userId: string,
  purpose: TokenPurpose,
): Promise<string> {
  const token = newSecret();
  const expiresAt = new Date(Date.now() + LIFETIME_MINUTES[purpose] * 60_000);
  await db
    .insertInto('mailTokens')
    .values({ hash: secretHash(token), purpose, userId, expiresAt, usedAt: null })
    .execute();
  return token;
}

/** Uses a token up and says whose it was, or nothing if it does not count. */
export async function redeemMailToken(
  db: Transaction<Tables>,
  { token, purpose }: { readonly token: string; readonly purpose: TokenPurpose },
  policy: AccountsPolicy,
): Promise<string | undefined> {
  const stored = await db
    .selectFrom('mailTokens')
    .select(['hash', 'userId', 'expiresAt', 'usedAt'])
    .where('hash', '=', secretHash(token))
    .where('purpose', '=', purpose)
    .forUpdate()
    .executeTakeFirst();
  if (stored === undefined || !policy.acceptsToken(stored, new Date())) return undefined;
  await db.updateTable('mailTokens').set({ usedAt: new Date() }).where('hash', '=', stored.hash).execute();
  return stored.userId;
}
