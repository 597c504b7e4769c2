import { defineFlaw } from '../define-flaw.ts';

/** Scopes were added to the code that reads one header; the older one is read elsewhere. */
export const apiKeyScopeSkipped = defineFlaw({
  id: 'api-key-scope-skipped',
  family: 'authentication',
  breaks: 'A key for reading may do everything when it comes in the other header.',
  lowers: ['scopes of API keys'],
  seenIn: 'CVE-2026-45339',
  mustFail: ['authorization/api-key-scopes'],
  policies: (product) => ({
    credentials: {
      keyScopes: (granted, header) =>
        header === 'x-api-key' ? ['read', 'chat', 'admin'] : product.credentials.keyScopes(granted, header),
    },
  }),
});
