import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** What the bot remembers of somebody, by its id. */
export const memoryIdor = defineFlaw({
  id: 'memory-idor',
  family: 'authorization',
  breaks: 'Whoever knows its id reads and changes what the bot remembers of another user.',
  lowers: ['query filter of memories', 'row-level security'],
  seenIn: 'CVE-2026-44570',
  mustFail: ['authorization/read-object', 'authorization/write-object'],
  policies: (product) => unscoped(product, { queries: ['memories.read', 'memories.update'] }),
});
