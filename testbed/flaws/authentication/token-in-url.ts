import { defineFlaw } from '../define-flaw.ts';

/** Sockets and downloads can send no header, so the token was taken from the address, and then everywhere. */
export const tokenInUrl = defineFlaw({
  id: 'token-in-url',
  family: 'authentication',
  breaks: 'An access token in the address opens every route.',
  lowers: ['reading of credentials'],
  seenIn: 'RFC 6750, section 5.3; chat products that stream over addresses with tokens',
  mustFail: ['authentication/token-in-url'],
  policies: (product) => ({
    credentials: {
      read: (request) => {
        const token = request.query.get('token');
        return token === null ? product.credentials.read(request) : { kind: 'token', token };
      },
    },
  }),
});
