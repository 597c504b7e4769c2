import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The button that stops a reply sends an id, and nobody asks whose reply it is. */
export const stopGenerationNotOwned = defineFlaw({
  id: 'stop-generation-not-owned',
  family: 'authorization',
  breaks: 'Whoever knows its id cuts off a reply that is being made for another customer.',
  lowers: ['query filter of streams', 'row-level security'],
  seenIn: 'CVE-2026-42276',
  mustFail: ['authorization/stop-reply'],
  slowModel: true,
  policies: (product) => unscoped(product, { queries: ['streams.stop'] }),
});
