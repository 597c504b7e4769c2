import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The vector collection is named by the client. */
export const collectionByRawId = defineFlaw({
  id: 'collection-by-raw-id',
  family: 'authorization',
  breaks: 'Whoever knows its id searches a collection of another workspace.',
  lowers: ['query filter of the collection search', 'row-level security'],
  seenIn: 'CVE-2026-45398',
  mustFail: ['authorization/read-object'],
  policies: (product) =>
    unscoped(product, { queries: ['collections.files', 'collections.search', 'collections.read'] }),
});
