import { defineFlaw } from '../define-flaw.ts';
import { readClaims } from '../read-claims.ts';

/** Somebody called `decode` where `verify` was meant. */
export const jwtSignatureIgnored = defineFlaw({
  id: 'jwt-signature-ignored',
  family: 'authentication',
  breaks: 'A token that was changed after it was signed is believed.',
  lowers: ['signature check of access tokens', 'algorithm allow-list of access tokens'],
  seenIn: 'Articles on generated code; jwt.decode in place of jwt.verify',
  // A signature that nobody looks at may also be missing.
  mustFail: ['authentication/tampered-token', 'authentication/unsigned-token'],
  policies: () => ({ tokens: { verify: async (token) => readClaims(token) } }),
});
