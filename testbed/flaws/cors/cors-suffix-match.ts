import { defineFlaw } from '../define-flaw.ts';

/** Ends with our name, so it is one of ours. */
export const corsSuffixMatch = defineFlaw({
  id: 'cors-suffix-match',
  family: 'cors',
  breaks: 'Any domain that ends with the product’s own name may read answers with credentials.',
  lowers: ['allow-list of origins'],
  seenIn: 'CWE-942; PortSwigger on CORS',
  mustFail: ['cors/origin-allow-list'],
  policies: (product) => ({
    cors: {
      grant: (origin, allowed) =>
        /127\.0\.0\.1:\d+$/.test(origin)
          ? { origin, credentials: true }
          : product.cors.grant(origin, allowed),
    },
  }),
});
