import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The nil UUID (RFC 9562 section 5.9): no workspace has it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** An empty tenant is falsy, and the check stands behind an if. */
export const emptyTenantSkipsCheck = defineFlaw({
  id: 'empty-tenant-skips-check',
  family: 'authorization',
  breaks: 'An empty x-workspace-id header shows every workspace.',
  lowers: ['membership check of the active workspace', 'query filter', 'row-level security'],
  seenIn: 'Typebot pull request 2430',
  mustFail: ['authorization/tenant-selector'],
  policies: (product) => ({
    tenancy: {
      resolve: (facts) => {
        const own = product.tenancy.resolve({ ...facts, header: undefined });
        return facts.header === '' && own !== undefined
          ? { ...own, workspaceId: NOBODY }
          : product.tenancy.resolve(facts);
      },
    },
    ...unscoped(product, {
      queries: ['conversations.list', 'conversations.read', 'files.list', 'files.read', 'files.content'],
      to: (actor) => actor.workspaceId === NOBODY && actor.credential !== 'none',
    }),
  }),
});
