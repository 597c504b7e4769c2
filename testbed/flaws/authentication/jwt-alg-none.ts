import { decodeProtectedHeader } from 'jose';
import { defineFlaw } from '../define-flaw.ts';
import { readClaims } from '../read-claims.ts';

/** The algorithm is taken from the token, and `none` is one of them. */
export const jwtAlgNone = defineFlaw({
  id: 'jwt-alg-none',
  family: 'authentication',
  breaks: 'A token that says it needs no signature is believed.',
  lowers: ['algorithm allow-list of access tokens'],
  seenIn: 'CVE-2015-9235 and its many successors',
  mustFail: ['authentication/unsigned-token'],
  policies: (product) => ({
    tokens: {
      verify: async (token, settings) =>
        saysNone(token) ? readClaims(token) : product.tokens.verify(token, settings),
    },
  }),
});

function saysNone(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg?.toLowerCase() === 'none';
  } catch {
    return false;
  }
}
