import { defineFlaw } from '../define-flaw.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Who names a workspace belongs to it. Row-level security follows the workspace, so it does not help. */
export const tenantHeaderTrusted = defineFlaw({
  id: 'tenant-header-trusted',
  family: 'authorization',
  breaks:
    'The x-workspace-id header decides whose data is shown, whether or not the caller is a member there.',
  lowers: ['membership check of the active workspace'],
  seenIn: 'CVE-2026-56268',
  mustFail: ['authorization/tenant-selector'],
  policies: (product) => ({
    tenancy: {
      resolve: (facts) =>
        facts.path === undefined && facts.header !== undefined && UUID.test(facts.header)
          ? (product.tenancy.resolve(facts) ?? {
              workspaceId: facts.header,
              role: 'member',
              state: 'active',
            })
          : product.tenancy.resolve(facts),
    },
  }),
});
