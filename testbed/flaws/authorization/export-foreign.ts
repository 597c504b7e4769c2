import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The export is made for its owner, and handed to anybody. */
export const exportForeign = defineFlaw({
  id: 'export-foreign',
  family: 'authorization',
  breaks: 'Whoever knows its id fetches another user’s export.',
  lowers: ['query filter of exports', 'row-level security'],
  seenIn: 'CVE-2026-41947',
  mustFail: ['authorization/read-object'],
  policies: (product) => unscoped(product, { queries: ['exports.content'] }),
});
