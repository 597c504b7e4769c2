import { z } from 'zod';
import type { Call } from '../http/call.ts';
import { refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { createAccount } from '../identity/create-account.ts';
import { issueMailToken, redeemMailToken } from '../identity/mail-tokens.ts';
import { hashPassword } from '../identity/passwords.ts';
import { anyone } from './access.ts';
import { Email, Password, text, Token } from './schemas.ts';

/** One answer whether the address is new or known: the mailbox learns the rest. */
export const MailSent = z.object({ status: z.literal('mail-sent') });

export const signup = defineRoute({
  id: 'signup',
  method: 'POST',
  path: '/api/auth/signup',
  tag: 'auth',
  summary: 'Create an account and a workspace; a mail with a confirmation link follows',
  access: anyone,
  limit: 'signup',
  body: z.strictObject({
    email: Email,
    password: Password,
    name: text(100),
    workspaceName: text(100).optional(),
  }),
  success: { status: 202, description: 'A mail is on its way.', body: MailSent },
  refusals: [409],
  handle: async (call) => {
    const { email, password, name, workspaceName = `${name}'s workspace` } = call.body;
    const { policies, config, mailer } = call.services;
    const passwordHash = await hashPassword(password, config.passwords);
    const token = await call.system(async (db) => {
      const userId = await createAccount(db, {
        email,
        name,
        passwordHash,
        workspaceName,
        role: 'owner',
        verifiedAt: null,
      });
      return userId === undefined ? undefined : issueMailToken(db, userId, 'verify');
    });
    if (token !== undefined) {
      if (policies.accounts.sendsConfirmation(email)) await sendVerification(call, email, token);
    } else if (policies.accounts.revealsAccounts('signup')) {
      return refuse(409, 'email_taken', 'There is already an account with this address.');
    } else {
      await mailer.send({
        to: email,
        subject: 'You already have an account',
        text: 'Somebody, perhaps you, tried to sign up with this address. You can simply sign in.',
        link: `${call.services.origin()}/login`,
      });
    }
    return { status: 'mail-sent' as const };
  },
});

export const verify = defineRoute({
  id: 'verifyEmail',
  method: 'POST',
  path: '/api/auth/verify',
  tag: 'auth',
  summary: 'Confirm an address with the token from the mail',
  access: anyone,
  limit: 'token',
  body: z.strictObject({ token: Token }),
  success: { status: 200, description: 'Confirmed.', body: z.object({ verified: z.literal(true) }) },
  handle: async (call) => {
    const isVerified = await confirmAddress(call, call.body.token);
    return isVerified
      ? { verified: true as const }
      : refuse(400, 'invalid_token', 'This link has expired or was used. Ask for a new one.');
  },
});

export const resendVerification = defineRoute({
  id: 'resendVerification',
  method: 'POST',
  path: '/api/auth/verification/resend',
  tag: 'auth',
  summary: 'Send the confirmation mail again',
  access: anyone,
  limit: 'resend',
  account: ({ email }) => email,
  body: z.strictObject({ email: Email }),
  success: { status: 202, description: 'If the account awaits it, a mail is on its way.', body: MailSent },
  handle: async (call) => {
    const { email } = call.body;
    const token = await call.system(async (db) => {
      const user = await db
        .selectFrom('users')
        .select('id')
        .where('email', '=', email)
        .where('verifiedAt', 'is', null)
        .executeTakeFirst();
      return user && issueMailToken(db, user.id, 'verify');
    });
    if (token !== undefined) await sendVerification(call, email, token);
    return { status: 'mail-sent' as const };
  },
});

/** Confirms the address that a token was mailed to. */
export async function confirmAddress(call: Call<unknown, unknown, unknown>, token: string): Promise<boolean> {
  return call.system(async (db) => {
    const userId = await redeemMailToken(db, { token, purpose: 'verify' }, call.services.policies.accounts);
    if (userId === undefined) return false;
    await db.updateTable('users').set({ verifiedAt: new Date() }).where('id', '=', userId).execute();
    return true;
  });
}

const sendVerification = (
  { services }: Call<unknown, unknown, unknown>,
  email: string,
  token: string,
): Promise<void> =>
  services.mailer.send({
    to: email,
    subject: 'Confirm your address',
    text: 'Welcome! Open this link within a day to confirm your address.',
    link: `${services.origin()}/verify?token=${token}`,
  });
