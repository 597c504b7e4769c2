import { defineFlaw } from '../define-flaw.ts';

/** Who signs in is logged by address, since that is what support is given on the phone. */
export const piiLogged = defineFlaw({
  id: 'pii-logged',
  family: 'logging',
  breaks: 'The log holds the e-mail addresses of customers.',
  lowers: ['the allow-list of the log'],
  seenIn: 'CWE-532; articles: personal data in logs',
  mustFail: ['logging/content'],
  policies: (product) => {
    let account = '';
    return {
      limits: {
        buckets: (facts, rates) => {
          if (facts.account !== undefined) ({ account } = facts);
          return product.limits.buckets(facts, rates);
        },
      },
      logs: { entry: (facts) => ({ ...product.logs.entry(facts), account }) },
    };
  },
});
