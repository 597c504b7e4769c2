import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Tables } from '../data/tables.ts';
import type { Call } from '../http/call.ts';
import { SESSION_COOKIE } from '../policies/cookies.ts';
import type { SessionEvent } from '../policies/sessions.ts';
import type { Services } from '../services.ts';
import { newSecret, secretHash } from './secrets.ts';

/** What a client needs to act in a session. */
export type SessionSecrets = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
};

/** Opens a session for an account and sets its cookie. */
export async function openSession(
  call: Call<unknown, unknown, unknown>,
  user: { readonly id: string; readonly defaultWorkspaceId: string | null },
): Promise<SessionSecrets> {
  const { config } = call.services;
  const id = randomUUID();
  const cookie = newSecret();
  const refreshToken = newSecret();
  await call.system((db) =>
    db
      .insertInto('sessions')
      .values({
        id,
        userId: user.id,
        workspaceId: user.defaultWorkspaceId,
        cookieHash: secretHash(cookie),
        refreshHash: secretHash(refreshToken),
        previousRefreshHash: null,
        expiresAt: new Date(Date.now() + config.sessionSeconds * 1_000),
        revokedAt: null,
      })
      .execute(),
  );
  call.setCookie(SESSION_COOKIE, cookie, config.sessionSeconds);
  const accessToken = await accessTokenFor(call.services, { sub: user.id, sid: id });
  return { accessToken, refreshToken, expiresIn: config.accessTokenSeconds };
}

/** Signs an access token for a session. */
export function accessTokenFor(
  { policies, config }: Services,
  claims: { readonly sub: string; readonly sid: string },
): Promise<string> {
  const key = policies.tokens.signingKey(config.jwtSecret);
  return policies.tokens.issue(claims, { key, seconds: config.accessTokenSeconds });
}

/** Ends the sessions that an event ends. */
export async function endSessions(
  db: Transaction<Tables>,
  services: Services,
  target: { readonly event: SessionEvent; readonly userId: string; readonly sessionId: string | undefined },
): Promise<void> {
  const { event, userId, sessionId } = target;
  const which = services.policies.sessions.endedBy(event);
  if (which === 'none') return;
  const query = db
    .updateTable('sessions')
    .set({ revokedAt: new Date() })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null);
  if (which === 'all' || sessionId === undefined) await query.execute();
  else await query.where('id', which === 'this' ? '=' : '!=', sessionId).execute();
}
