import { defineFlaw } from '../define-flaw.ts';

/** Begins with our name, so it is one of ours. */
export const corsPrefixMatch = defineFlaw({
  id: 'cors-prefix-match',
  family: 'cors',
  breaks: 'Any domain that begins with the product’s own name may read answers with credentials.',
  lowers: ['allow-list of origins'],
  seenIn: 'CWE-942; PortSwigger on CORS',
  mustFail: ['cors/origin-allow-list'],
  policies: (product) => ({
    cors: {
      grant: (origin, allowed) =>
        /^https?:\/\/127\.0\.0\.1/.test(origin)
          ? { origin, credentials: true }
          : product.cors.grant(origin, allowed),
    },
  }),
});
