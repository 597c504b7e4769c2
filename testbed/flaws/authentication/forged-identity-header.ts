import { defineFlaw } from '../define-flaw.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The proxy in front used to set this header; the product is also reached without it. */
export const forgedIdentityHeader = defineFlaw({
  id: 'forged-identity-header',
  family: 'authentication',
  breaks: 'A header that names a user is believed.',
  lowers: ['reading of credentials'],
  seenIn: 'CVE-2026-39411',
  mustFail: ['authentication/guard-bypass'],
  policies: (product) => ({
    credentials: {
      read: (request) => {
        const userId = request.headers.get('x-user-id');
        return userId !== null && UUID.test(userId)
          ? { kind: 'asserted', userId }
          : product.credentials.read(request);
      },
    },
  }),
});
