import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** What was sent to a webhook, for whoever asks. */
export const deliveriesForeign = defineFlaw({
  id: 'deliveries-foreign',
  family: 'authorization',
  breaks: 'Whoever knows its id reads what was sent to another workspace’s webhook.',
  lowers: ['query filter of deliveries', 'row-level security'],
  seenIn: 'CVE-2026-41947',
  mustFail: ['authorization/read-object'],
  policies: (product) => unscoped(product, { queries: ['deliveries.list'] }),
});
