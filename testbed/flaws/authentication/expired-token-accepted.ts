import { jwtVerify } from 'jose';
import * as z from 'zod';
import { defineFlaw } from '../define-flaw.ts';

const ClaimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() });

/** The signature is checked, the date is not. */
export const expiredTokenAccepted = defineFlaw({
  id: 'expired-token-accepted',
  family: 'authentication',
  breaks: 'A token that has expired still opens every door.',
  lowers: ['expiry check of access tokens'],
  seenIn: 'Security to-do lists of chatbot products; verification with the expiry check switched off',
  mustFail: ['authentication/expired-token'],
  policies: () => ({
    tokens: {
      verify: async (token, { key }) => {
        const options = { algorithms: ['HS256'], clockTolerance: '10 years' };
        try {
          return ClaimsSchema.parse((await jwtVerify(token, key, options)).payload);
        } catch {
          return undefined;
        }
      },
    },
  }),
});
