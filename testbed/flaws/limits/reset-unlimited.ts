import { defineFlaw } from '../define-flaw.ts';

/** A mail for every click. */
export const resetUnlimited = defineFlaw({
  id: 'reset-unlimited',
  family: 'limits',
  breaks: 'Reset mails can be sent without end.',
  lowers: ['counters of the reset'],
  seenIn: 'All five articles',
  mustFail: ['limits/reset'],
  policies: (product) => ({
    limits: {
      buckets: (facts, rates) => (facts.name === 'reset' ? [] : product.limits.buckets(facts, rates)),
    },
  }),
});
