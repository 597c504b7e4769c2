import { defineFlaw } from '../define-flaw.ts';

/** The cookie is all it takes. */
export const csrfUnprotected = defineFlaw({
  id: 'csrf-unprotected',
  family: 'csrf',
  breaks: 'Another website changes data with its visitor’s cookie.',
  lowers: ['form token', 'origin check', 'SameSite attribute of the session cookie'],
  seenIn: 'CWE-352',
  mustFail: ['csrf/cross-site-write'],
  mayFail: [{ check: 'cookies/same-site', because: 'the cookie is also sent along from other sites' }],
  policies: (product) => ({
    csrf: { allows: () => true },
    input: { acceptsContentType: () => true },
    cookies: {
      attributes: (name, connection) => ({
        ...product.cookies.attributes(name, connection),
        sameSite: 'None',
      }),
    },
  }),
});
