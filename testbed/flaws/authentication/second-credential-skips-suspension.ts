import { defineFlaw } from '../define-flaw.ts';

/** Whoever signs in is asked whether they are suspended; whoever brings a key is not. */
export const secondCredentialSkipsSuspension = defineFlaw({
  id: 'second-credential-skips-suspension',
  family: 'authentication',
  breaks: 'A suspended member keeps access through an API key.',
  lowers: ['suspension check of API keys'],
  seenIn: 'CVE-2026-32717',
  mustFail: ['authorization/suspension'],
  policies: (product) => ({
    access: {
      admits: (membership, credential) =>
        credential === 'api-key' || product.access.admits(membership, credential),
    },
  }),
});
