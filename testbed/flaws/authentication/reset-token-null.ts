import { defineFlaw } from '../define-flaw.ts';

/** A token that is null equals the token of everybody who has asked for none. */
export const resetTokenNull = defineFlaw({
  id: 'reset-token-null',
  family: 'authentication',
  breaks: 'A new password is set for any account by a request whose token is null.',
  lowers: ['look-up of the mailed token'],
  seenIn: 'CVE-2026-41276',
  mustFail: ['authentication/reset-token'],
  policies: () => ({ accounts: { acceptsMissingToken: () => true } }),
});
