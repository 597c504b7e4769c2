import { defineFlaw } from '../define-flaw.ts';

/** One attribute is missing. */
export const cookieNotHttponly = defineFlaw({
  id: 'cookie-not-httponly',
  family: 'cookies',
  breaks: 'A script on the page reads the session cookie.',
  lowers: ['httpOnly attribute of the session cookie'],
  seenIn: 'OWASP Session Management',
  mustFail: ['cookies/http-only'],
  policies: (product) => ({
    cookies: {
      attributes: (name, connection) => ({
        ...product.cookies.attributes(name, connection),
        httpOnly: false,
      }),
    },
  }),
});
