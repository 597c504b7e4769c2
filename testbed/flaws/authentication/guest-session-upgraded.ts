import { defineFlaw } from '../define-flaw.ts';

/** A trial is continued under whatever address the guest types in. */
export const guestSessionUpgraded = defineFlaw({
  id: 'guest-session-upgraded',
  family: 'authentication',
  breaks: 'A guest becomes anybody whose address they know.',
  lowers: ['password at the end of a trial'],
  seenIn: 'McHire 2025; anonymous sessions of hosted backends',
  mustFail: ['authentication/guest-upgrade'],
  policies: () => ({ accounts: { upgradeNeedsPassword: () => false } }),
});
