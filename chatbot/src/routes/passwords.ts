import { z } from 'zod';
import { refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { issueMailToken, redeemMailToken } from '../identity/mail-tokens.ts';
import { endSessions } from '../identity/open-session.ts';
import { hashPassword, passwordMatches } from '../identity/passwords.ts';
import { account, anyone } from './access.ts';
import { Email, Password, Token } from './schemas.ts';
import { MailSent } from './sign-up.ts';

export const changePassword = defineRoute({
  id: 'changePassword',
  method: 'POST',
  path: '/api/auth/password',
  tag: 'auth',
  summary: 'Change the password; every other session ends',
  access: account('admin'),
  limit: 'login',
  body: z.strictObject({ currentPassword: z.string().min(1).max(200), newPassword: Password }),
  success: { status: 204, description: 'Changed.' },
  handle: async (call) => {
    const { userId, sessionId } = call.actor;
    const { config } = call.services;
    const stored = await call.system((db) =>
      db.selectFrom('users').select('passwordHash').where('id', '=', userId).executeTakeFirst(),
    );
    if (!(await passwordMatches(stored?.passwordHash, call.body.currentPassword, config.passwords))) {
      return refuse(403, 'wrong_credentials', 'The current password is not right.');
    }
    const passwordHash = await hashPassword(call.body.newPassword, config.passwords);
    await call.system(async (db) => {
      await db.updateTable('users').set({ passwordHash }).where('id', '=', userId).execute();
      await endSessions(db, call.services, { event: 'password-change', userId, sessionId });
    });
    return undefined;
  },
});

export const requestReset = defineRoute({
  id: 'requestPasswordReset',
  method: 'POST',
  path: '/api/auth/reset/request',
  tag: 'auth',
  summary: 'Send a mail with a link to choose a new password',
  access: anyone,
  limit: 'reset',
  account: ({ email }) => email,
  body: z.strictObject({ email: Email }),
  success: { status: 202, description: 'If there is such an account, a mail is on its way.', body: MailSent },
  handle: async (call) => {
    const { services, body } = call;
    const token = await call.system(async (db) => {
      const user = await db
        .selectFrom('users')
        .select('id')
        .where('email', '=', body.email)
        .executeTakeFirst();
      return user && issueMailToken(db, user.id, 'reset');
    });
    if (token === undefined && services.policies.accounts.revealsAccounts('reset')) {
      return refuse(404, 'unknown_account', 'There is no account with this address.');
    }
    if (token !== undefined) {
      await services.mailer.send({
        to: body.email,
        subject: 'Choose a new password',
        text: 'Open this link within half an hour. If you did not ask for it, ignore this mail.',
        link: `${services.origin()}/reset?token=${token}`,
      });
    }
    return { status: 'mail-sent' as const };
  },
});

export const confirmReset = defineRoute({
  id: 'confirmPasswordReset',
  method: 'POST',
  path: '/api/auth/reset/confirm',
  tag: 'auth',
  summary: 'Choose a new password with the token from the mail; every session ends',
  access: anyone,
  limit: 'token',
  body: z.strictObject({ email: Email, token: Token.nullable(), newPassword: Password }),
  success: { status: 204, description: 'Changed.' },
  handle: async (call) => {
    const { services, body } = call;
    const { policies, config } = services;
    const passwordHash = await hashPassword(body.newPassword, config.passwords);
    const isReset = await call.system(async (db) => {
      const user = await db
        .selectFrom('users')
        .select('id')
        .where('email', '=', body.email)
        .executeTakeFirst();
      if (user === undefined) return false;
      const isTheirs =
        body.token === null
          ? policies.accounts.acceptsMissingToken(body.token)
          : (await redeemMailToken(db, { token: body.token, purpose: 'reset' }, policies.accounts)) ===
            user.id;
      if (!isTheirs) return false;
      await db.updateTable('users').set({ passwordHash }).where('id', '=', user.id).execute();
      await endSessions(db, services, { event: 'password-reset', userId: user.id, sessionId: undefined });
      return true;
    });
    return isReset
      ? undefined
      : refuse(400, 'invalid_token', 'This link has expired or was used. Ask for a new one.');
  },
});
