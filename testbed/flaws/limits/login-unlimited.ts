import { defineFlaw } from '../define-flaw.ts';

/** Nobody counts. */
export const loginUnlimited = defineFlaw({
  id: 'login-unlimited',
  family: 'limits',
  breaks: 'Passwords can be guessed as fast as the server answers.',
  lowers: ['both counters of the login'],
  seenIn: 'All five articles; CVE-2025-64526',
  mustFail: ['limits/login'],
  policies: (product) => ({
    limits: {
      buckets: (facts, rates) => (facts.name === 'login' ? [] : product.limits.buckets(facts, rates)),
    },
  }),
});
