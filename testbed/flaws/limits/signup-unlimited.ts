import { defineFlaw } from '../define-flaw.ts';

/** Everybody may have as many accounts as they like. */
export const signupUnlimited = defineFlaw({
  id: 'signup-unlimited',
  family: 'limits',
  breaks: 'A script makes accounts as fast as the server hashes passwords.',
  lowers: ['counters of the sign-up'],
  seenIn: 'All five articles; OWASP API6:2023',
  mustFail: ['limits/signup'],
  policies: (product) => ({
    limits: {
      buckets: (facts, rates) => (facts.name === 'signup' ? [] : product.limits.buckets(facts, rates)),
    },
  }),
});
