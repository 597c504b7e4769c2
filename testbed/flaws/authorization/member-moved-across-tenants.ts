import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The caller runs the workspace in the path; the member need not be in it. */
export const memberMovedAcrossTenants = defineFlaw({
  id: 'member-moved-across-tenants',
  family: 'authorization',
  breaks: 'Who runs a workspace pulls a member of another one into it.',
  lowers: ['query filter of members', 'row-level security'],
  seenIn: 'the source of several open products',
  mustFail: ['authorization/write-object'],
  policies: (product) => unscoped(product, { queries: ['members.update'] }),
});
