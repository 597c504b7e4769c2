import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** A list of ids in the body is connected without a look at whose they are. */
export const nestedWriteConnect = defineFlaw({
  id: 'nested-write-connect',
  family: 'authorization',
  breaks: 'Files of another workspace are put into a collection of one’s own, and read there.',
  lowers: ['query filter of the connection', 'query filter of the collection’s files', 'row-level security'],
  seenIn: 'CVE-2026-46441',
  mustFail: ['authorization/read-object'],
  policies: (product) => unscoped(product, { queries: ['collections.connect', 'collections.files'] }),
});
