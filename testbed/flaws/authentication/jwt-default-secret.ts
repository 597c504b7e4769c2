import { DEFAULT_SECRET } from '../default-secret.ts';
import { defineFlaw } from '../define-flaw.ts';

/** Nobody replaced the secret of the example, which everybody who has seen the repository knows. */
export const jwtDefaultSecret = defineFlaw({
  id: 'jwt-default-secret',
  family: 'authentication',
  breaks: 'Tokens are signed with the secret that stands in the repository.',
  lowers: ['signing key of access tokens'],
  seenIn: 'Hard-coded fall-back secrets, CWE-798 and CWE-1188',
  mustFail: ['authentication/weak-signing-secret'],
  policies: () => ({ tokens: { signingKey: () => new TextEncoder().encode(DEFAULT_SECRET) } }),
});
