import { defineFlaw } from '../define-flaw.ts';

/** One attribute is missing. */
export const cookieSamesiteNone = defineFlaw({
  id: 'cookie-samesite-none',
  family: 'cookies',
  breaks: 'The session cookie travels with requests of other websites.',
  lowers: ['sameSite attribute of the session cookie'],
  seenIn: 'OWASP Session Management',
  mustFail: ['cookies/same-site'],
  policies: (product) => ({
    cookies: {
      attributes: (name, connection) => ({
        ...product.cookies.attributes(name, connection),
        sameSite: 'None',
      }),
    },
  }),
});
