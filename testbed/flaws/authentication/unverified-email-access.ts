import { defineFlaw } from '../define-flaw.ts';

/** The confirmation mail is sent, and nobody asks whether it was followed. */
export const unverifiedEmailAccess = defineFlaw({
  id: 'unverified-email-access',
  family: 'authentication',
  breaks: 'An account works before its address is confirmed.',
  lowers: ['confirmed addresses at log-in'],
  seenIn: 'Common',
  mustFail: ['authentication/unverified-address'],
  policies: () => ({ accounts: { mayEnter: () => true } }),
});
