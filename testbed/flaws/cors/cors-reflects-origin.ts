import { defineFlaw } from '../define-flaw.ts';

/** The line that makes the error in the browser's console go away. */
export const corsReflectsOrigin = defineFlaw({
  id: 'cors-reflects-origin',
  family: 'cors',
  breaks: 'Any web page may read answers with its visitor’s credentials.',
  lowers: ['allow-list of origins'],
  seenIn: 'CWE-942; generated server code',
  mustFail: ['cors/origin-allow-list'],
  policies: () => ({ cors: { grant: (origin) => ({ origin, credentials: true }) } }),
});
