import { defineFlaw } from '../define-flaw.ts';

/** Whoever is signed in sees what the company pays with. */
export const lowRoleReadsProviderKeys = defineFlaw({
  id: 'low-role-reads-provider-keys',
  family: 'authorization',
  breaks: 'Members read the keys of the model provider.',
  lowers: ['role check of the provider keys', 'masking of keys'],
  seenIn: 'GHSA-qjpp-9cqc-jhh8',
  mustFail: ['authorization/role-matrix'],
  policies: (product) => ({
    access: {
      permitsRole: (route, actor) =>
        route.id === 'listProviderKeys' || product.access.permitsRole(route, actor),
      showsProviderKeys: () => true,
    },
  }),
});
