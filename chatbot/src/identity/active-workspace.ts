import type { Transaction } from 'kysely';
import type { Tables } from '../data/tables.ts';

/**
 * Makes a workspace the active one of a session and of sessions opened later. Other open sessions keep theirs:
 * work that goes on elsewhere must not end up in another place.
 */
export async function setActiveWorkspace(
  db: Transaction<Tables>,
  { userId, sessionId, workspaceId }: ActiveWorkspace,
): Promise<void> {
  await db.updateTable('users').set({ defaultWorkspaceId: workspaceId }).where('id', '=', userId).execute();
  if (sessionId === undefined) return;
  await db.updateTable('sessions').set({ workspaceId }).where('id', '=', sessionId).execute();
}

type ActiveWorkspace = {
  readonly userId: string;
  readonly sessionId: string | undefined;
  readonly workspaceId: string;
};
