import { defineFlaw } from '../define-flaw.ts';

/** For the page that was opened from a file, during development. */
export const corsNullOrigin = defineFlaw({
  id: 'cors-null-origin',
  family: 'cors',
  breaks: 'Sandboxed pages of anybody (Origin: null) read answers with credentials.',
  lowers: ['allow-list of origins'],
  seenIn: 'CWE-942; PortSwigger on CORS',
  mustFail: ['cors/origin-allow-list'],
  policies: (product) => ({
    cors: {
      grant: (origin, allowed) =>
        origin === 'null' ? { origin, credentials: true } : product.cors.grant(origin, allowed),
    },
  }),
});
