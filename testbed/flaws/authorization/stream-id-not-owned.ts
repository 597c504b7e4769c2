import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** A reply that is fetched again after a lost connection, by its id. */
export const streamIdNotOwned = defineFlaw({
  id: 'stream-id-not-owned',
  family: 'authorization',
  breaks: 'Whoever knows its id reads a reply that is being made for another user.',
  lowers: ['query filter of streams', 'row-level security'],
  seenIn: 'CVE-2026-31950',
  mustFail: ['authorization/read-object'],
  policies: (product) => unscoped(product, { queries: ['streams.read'] }),
});
