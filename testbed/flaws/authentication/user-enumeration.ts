import { defineFlaw } from '../define-flaw.ts';

/** Helpful messages: "there is no such account", "this address is taken". */
export const userEnumeration = defineFlaw({
  id: 'user-enumeration',
  family: 'authentication',
  breaks: 'Log-in, sign-up and reset tell which addresses have an account.',
  lowers: ['one answer for known and unknown addresses'],
  seenIn: 'Common; CWE-204',
  mustFail: ['authentication/user-enumeration'],
  policies: () => ({ accounts: { revealsAccounts: () => true } }),
});
