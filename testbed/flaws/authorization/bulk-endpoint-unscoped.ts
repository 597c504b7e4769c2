import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The single route is guarded, the batch route is not. */
export const bulkEndpointUnscoped = defineFlaw({
  id: 'bulk-endpoint-unscoped',
  family: 'authorization',
  breaks: 'The bulk route returns conversations of anybody.',
  lowers: ['query filter of the bulk route', 'row-level security'],
  seenIn: 'seen in source',
  mustFail: ['authorization/read-object'],
  policies: (product) => unscoped(product, { queries: ['bulk.read'] }),
});
