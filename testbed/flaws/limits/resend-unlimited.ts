import { defineFlaw } from '../define-flaw.ts';

/** Another verification mail for every click. */
export const resendUnlimited = defineFlaw({
  id: 'resend-unlimited',
  family: 'limits',
  breaks: 'Verification mails can be sent without end.',
  lowers: ['counters of the resend'],
  seenIn: 'All five articles; OWASP API6:2023',
  mustFail: ['limits/resend'],
  policies: (product) => ({
    limits: {
      buckets: (facts, rates) => (facts.name === 'resend' ? [] : product.limits.buckets(facts, rates)),
    },
  }),
});
