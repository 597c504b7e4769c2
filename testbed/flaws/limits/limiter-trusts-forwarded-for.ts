import { defineFlaw } from '../define-flaw.ts';

/** The address is what the client says it is. */
export const limiterTrustsForwardedFor = defineFlaw({
  id: 'limiter-trusts-forwarded-for',
  family: 'limits',
  breaks: 'A new X-Forwarded-For is a new guesser, with all attempts to go.',
  lowers: ['address in the login counters'],
  seenIn: 'CVE-2025-64526',
  mustFail: ['limits/bypass'],
  policies: (product) => ({
    limits: {
      buckets: (facts, rates) => {
        const claimed = facts.request.headers.get('x-forwarded-for');
        const address = claimed?.split(',')[0]?.trim() || facts.request.address;
        return product.limits.buckets({ ...facts, request: { ...facts.request, address } }, rates);
      },
    },
  }),
});
