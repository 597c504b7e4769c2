import { defineFlaw } from '../define-flaw.ts';

/** The administrator of the manual exists in every installation. */
export const defaultCredentials = defineFlaw({
  id: 'default-credentials',
  family: 'authentication',
  breaks: 'An account that the manual names works, with the password that stands there.',
  lowers: ['no account from the start'],
  seenIn: 'McHire 2025',
  mustFail: ['authentication/default-credentials'],
  policies: () => ({
    accounts: {
      builtIn: () => [
        { email: 'admin@chatbot.test', password: 'admin-of-the-manual-1', workspaceName: 'Administration' },
      ],
    },
  }),
});
