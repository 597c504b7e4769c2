import { defineFlaw } from '../define-flaw.ts';

/** The page hides what is paid for, and the server does not ask. */
export const tierBypass = defineFlaw({
  id: 'tier-bypass',
  family: 'authorization',
  breaks: 'Customers of the free plan reach what only the paid plan includes.',
  lowers: ['plan check'],
  seenIn: 'GHSA-qjpp-9cqc-jhh8',
  mustFail: ['authorization/tier-matrix'],
  policies: ({ access }) => ({ access: { ...access, reachesTier: () => true } }),
});
