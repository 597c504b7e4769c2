import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The list is filtered, the search beside it is not. */
export const searchForeign = defineFlaw({
  id: 'search-foreign',
  family: 'authorization',
  breaks: 'The search finds messages of every workspace.',
  lowers: ['query filter of the search', 'row-level security'],
  seenIn: 'CVE-2026-41947',
  mustFail: ['authorization/list'],
  policies: (product) => unscoped(product, { queries: ['conversations.search'] }),
});
