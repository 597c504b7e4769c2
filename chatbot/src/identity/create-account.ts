import { randomBytes, randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Tables } from '../data/tables.ts';

/** What a person gives at sign-up. */
export type NewAccount = {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly workspaceName: string;
  readonly role: 'owner' | 'guest';
  readonly verifiedAt: Date | null;
};

/** Creates an account with a workspace of its own; nothing if the address is taken. */
export async function createAccount(
  db: Transaction<Tables>,
  account: NewAccount,
): Promise<string | undefined> {
  const userId = randomUUID();
  const created = await db
    .insertInto('users')
    .values({
      id: userId,
      email: account.email,
      name: account.name,
      passwordHash: account.passwordHash,
      verifiedAt: account.verifiedAt,
      defaultWorkspaceId: null,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (created === undefined) return undefined;
  const defaultWorkspaceId = await createWorkspace(db, {
    name: account.workspaceName,
    userId,
    role: account.role,
  });
  await db.updateTable('users').set({ defaultWorkspaceId }).where('id', '=', userId).execute();
  return userId;
}

/** Creates a workspace with its first member: its owner, or somebody who only tries it. */
export async function createWorkspace(
  db: Transaction<Tables>,
  {
    name,
    userId,
    role,
  }: { readonly name: string; readonly userId: string; readonly role: 'owner' | 'guest' },
): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('workspaces')
    .values({ id, slug: slugFor(name), name })
    .execute();
  await db.insertInto('memberships').values({ workspaceId: id, userId, role }).execute();
  return id;
}

/** Readable, and unique without telling who took the name before. */
function slugFor(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${words || 'workspace'}-${randomBytes(3).toString('hex')}`;
}
