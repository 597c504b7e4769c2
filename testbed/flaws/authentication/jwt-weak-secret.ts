import { defineFlaw } from '../define-flaw.ts';

/** The secret of the tutorial. */
export const jwtWeakSecret = defineFlaw({
  id: 'jwt-weak-secret',
  family: 'authentication',
  breaks: 'Tokens are signed with a secret that everybody knows.',
  lowers: ['signing key of access tokens'],
  seenIn: 'CVE-2024-34359 and every template with a fall-back secret',
  mustFail: ['authentication/weak-signing-secret'],
  policies: () => ({ tokens: { signingKey: () => new TextEncoder().encode('your-256-bit-secret') } }),
});
