import { defineFlaw } from '../define-flaw.ts';

/** A star, since tokens are no cookies. */
export const corsWildcardWithBearer = defineFlaw({
  id: 'cors-wildcard-with-bearer',
  family: 'cors',
  breaks: 'Any web page may read answers with a token that it got hold of.',
  lowers: ['allow-list of origins'],
  seenIn: 'CWE-942; catalogue of the articles',
  mustFail: ['cors/origin-allow-list'],
  policies: () => ({ cors: { grant: () => ({ origin: '*', credentials: false }) } }),
});
