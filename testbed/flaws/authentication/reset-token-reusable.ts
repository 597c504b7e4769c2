import { defineFlaw } from '../define-flaw.ts';

/** A token is good until it expires, however often it is used. */
export const resetTokenReusable = defineFlaw({
  id: 'reset-token-reusable',
  family: 'authentication',
  breaks: 'A link for a new password works again after it was used.',
  lowers: ['single use of mailed tokens'],
  seenIn: 'CVE-2026-41276; links that stay in mailboxes and logs',
  mustFail: ['authentication/reset-token'],
  policies: () => ({ accounts: { acceptsToken: ({ expiresAt }, now) => expiresAt > now } }),
});
