import type { Transaction } from 'kysely';
import type { Tables } from '../data/tables.ts';
import type { KeyScope } from '../policies/facts.ts';
import type { SessionFacts } from '../policies/sessions.ts';
import type { Membership } from '../policies/tenancy.ts';

/** How a session is found: by the id in a token, or by the cookie's hash. */
export type SessionLookup = { readonly id: string } | { readonly cookieHash: string };

/** A session with the workspace that it works in. */
export type StoredSession = SessionFacts & { readonly id: string; readonly workspaceId: string | null };

/** Finds a session, whatever its state. */
export async function findSession(
  db: Transaction<Tables>,
  lookup: SessionLookup,
): Promise<StoredSession | undefined> {
  const query = db.selectFrom('sessions').select(['id', 'userId', 'workspaceId', 'expiresAt', 'revokedAt']);
  return 'id' in lookup
    ? query.where('id', '=', lookup.id).executeTakeFirst()
    : query.where('cookieHash', '=', lookup.cookieHash).executeTakeFirst();
}

/** Finds an API key that is not revoked, and notes its use. */
export async function findKey(
  db: Transaction<Tables>,
  hash: string,
): Promise<{ userId: string; workspaceId: string; scopes: KeyScope[] } | undefined> {
  return db
    .updateTable('apiKeys')
    .set({ lastUsedAt: new Date() })
    .where('hash', '=', hash)
    .where('revokedAt', 'is', null)
    .returning(['userId', 'workspaceId', 'scopes'])
    .executeTakeFirst();
}

/** An account and the workspaces it belongs to, oldest first. */
export type StoredAccount = {
  readonly email: string;
  readonly defaultWorkspaceId: string | null;
  readonly memberships: readonly Membership[];
};

/** Finds an account with its memberships. */
export async function findAccount(
  db: Transaction<Tables>,
  userId: string,
): Promise<StoredAccount | undefined> {
  const account = await db
    .selectFrom('users')
    .select(['email', 'defaultWorkspaceId'])
    .where('id', '=', userId)
    .executeTakeFirst();
  if (account === undefined) return undefined;
  const memberships = await db
    .selectFrom('memberships')
    .select(['workspaceId', 'role', 'state'])
    .where('userId', '=', userId)
    .orderBy('createdAt')
    .execute();
  return { ...account, memberships };
}
