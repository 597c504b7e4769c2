import { z } from 'zod';
import { refuse, type Refusal } from '../http/refusal.ts';
import type { Call } from '../http/call.ts';
import { defineRoute } from '../http/route.ts';
import { accessTokenFor, endSessions, openSession, type SessionSecrets } from '../identity/open-session.ts';
import { passwordMatches } from '../identity/passwords.ts';
import { newSecret, secretHash } from '../identity/secrets.ts';
import { SESSION_COOKIE } from '../policies/cookies.ts';
import { account, anyone } from './access.ts';
import { Email, Token } from './schemas.ts';

/** A session as clients get it. */
export const Session = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresIn: z.int().describe('Seconds until the access token expires'),
});

/** Adds what RFC 6750 calls the token. */
export const asSession = (secrets: SessionSecrets): z.input<typeof Session> => ({
  ...secrets,
  tokenType: 'Bearer',
});

export const login = defineRoute({
  id: 'login',
  method: 'POST',
  path: '/api/auth/login',
  tag: 'auth',
  summary: 'Sign in; answers tokens and sets the session cookie',
  access: anyone,
  limit: 'login',
  account: ({ email }) => email,
  body: z.strictObject({ email: Email, password: z.string().min(1).max(200) }),
  success: { status: 200, description: 'Signed in.', body: Session },
  refusals: [401, 403],
  handle: async (call) => {
    const session = await signIn(call, call.body);
    return 'accessToken' in session ? asSession(session) : session;
  },
});

/** Checks a password and opens a session. */
export async function signIn(
  call: Call<unknown, unknown, unknown>,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<SessionSecrets | Refusal> {
  const { policies, config } = call.services;
  const user = await call.system((db) =>
    db
      .selectFrom('users')
      .select(['id', 'passwordHash', 'verifiedAt', 'defaultWorkspaceId'])
      .where('email', '=', email)
      .executeTakeFirst(),
  );
  if (user === undefined && policies.accounts.revealsAccounts('login')) {
    return refuse(404, 'unknown_account', 'There is no account with this address.');
  }
  const isRight = await passwordMatches(user?.passwordHash, password, config.passwords);
  if (user === undefined || !isRight) {
    return refuse(401, 'wrong_credentials', 'The address or the password is not right.');
  }
  // Only someone who knows the password is told this.
  if (!policies.accounts.mayEnter(user)) {
    return refuse(403, 'email_unverified', 'Open the link in the mail that we sent you, then sign in.');
  }
  return openSession(call, user);
}

export const refresh = defineRoute({
  id: 'refreshSession',
  method: 'POST',
  path: '/api/auth/refresh',
  tag: 'auth',
  summary: 'Exchange a refresh token for new tokens',
  access: anyone,
  limit: 'token',
  body: z.strictObject({ refreshToken: Token }),
  success: { status: 200, description: 'New tokens; the old refresh token is used up.', body: Session },
  refusals: [401],
  handle: async (call) => {
    const rotated = await rotate(call, call.body.refreshToken);
    if (rotated === undefined) return refuse(401, 'invalid_token', 'Sign in again.');
    const accessToken = await accessTokenFor(call.services, { sub: rotated.userId, sid: rotated.id });
    const expiresIn = call.services.config.accessTokenSeconds;
    return asSession({ accessToken, refreshToken: rotated.refreshToken, expiresIn });
  },
});

type Rotated = { readonly id: string; readonly userId: string; readonly refreshToken: string };

/** RFC 9700 section 4.14.2: a refresh token that comes back after its use was stolen, and ends the session. */
async function rotate(
  call: Call<unknown, unknown, unknown>,
  presented: string,
): Promise<Rotated | undefined> {
  const hash = secretHash(presented);
  return call.system(async (db) => {
    const session = await db
      .selectFrom('sessions')
      .select(['id', 'userId', 'expiresAt', 'revokedAt', 'refreshHash'])
      .where((where) => where.or([where('refreshHash', '=', hash), where('previousRefreshHash', '=', hash)]))
      .forUpdate()
      .executeTakeFirst();
    if (session === undefined) return undefined;
    const facts = { userId: session.userId, now: new Date() };
    if (!call.services.policies.sessions.isLive(session, facts)) return undefined;
    if (session.refreshHash !== hash) {
      await db.updateTable('sessions').set({ revokedAt: new Date() }).where('id', '=', session.id).execute();
      return undefined;
    }
    const refreshToken = newSecret();
    await db
      .updateTable('sessions')
      .set({ refreshHash: secretHash(refreshToken), previousRefreshHash: hash })
      .where('id', '=', session.id)
      .execute();
    return { id: session.id, userId: session.userId, refreshToken };
  });
}

export const logout = defineRoute({
  id: 'logout',
  method: 'POST',
  path: '/api/auth/logout',
  tag: 'auth',
  summary: 'Sign out; the session, its tokens and its cookie stop working at once',
  access: account('admin'),
  limit: 'write',
  success: { status: 204, description: 'Signed out.' },
  handle: async (call) => {
    const { userId, sessionId } = call.actor;
    if (sessionId === undefined) return refuse(400, 'no_session', 'Only a session can be signed out.');
    await call.system((db) => endSessions(db, call.services, { event: 'logout', userId, sessionId }));
    call.setCookie(SESSION_COOKIE, '', 0);
  },
});
