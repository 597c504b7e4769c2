import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { createAccount } from '../identity/create-account.ts';
import { openSession } from '../identity/open-session.ts';
import { hashPassword } from '../identity/passwords.ts';
import { newSecret } from '../identity/secrets.ts';
import { anyone, everyone } from './access.ts';
import { Email } from './schemas.ts';
import { asSession, Session, signIn } from './sign-in.ts';

export const guest = defineRoute({
  id: 'startTrial',
  method: 'POST',
  path: '/api/auth/guest',
  tag: 'auth',
  summary: 'Try the product without an account, as a guest of a workspace of your own',
  access: anyone,
  limit: 'signup',
  success: { status: 201, description: 'A session as a guest.', body: Session },
  handle: async (call) => {
    const { config } = call.services;
    const passwordHash = await hashPassword(newSecret(), config.passwords);
    // RFC 2606: nothing is ever delivered to .invalid.
    const email = `guest-${randomUUID()}@guest.invalid`;
    const account = { email, name: 'Guest', workspaceName: 'Trial', passwordHash, role: 'guest' } as const;
    const id = await call.system((db) => createAccount(db, { ...account, verifiedAt: new Date() }));
    if (id === undefined) return refuse(503, 'unavailable', 'Please try again.');
    return asSession(await openSession(call, { id, defaultWorkspaceId: null }));
  },
});

export const upgradeGuest = defineRoute({
  id: 'endTrial',
  method: 'POST',
  path: '/api/auth/guest/upgrade',
  tag: 'auth',
  summary: 'Continue as somebody with an account',
  access: everyone('admin'),
  limit: 'login',
  account: ({ email }) => email,
  body: z.strictObject({ email: Email, password: z.string().min(1).max(200) }),
  success: { status: 200, description: 'A session of that account.', body: Session },
  handle: async (call) => {
    const { email } = call.body;
    if (!call.services.policies.accounts.upgradeNeedsPassword()) {
      const user = await call.system((db) =>
        db
          .selectFrom('users')
          .select(['id', 'defaultWorkspaceId'])
          .where('email', '=', email)
          .executeTakeFirst(),
      );
      if (user !== undefined) return asSession(await openSession(call, user));
    }
    const session = await signIn(call, call.body);
    return 'accessToken' in session ? asSession(session) : session;
  },
});
