import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** An answer that was paid for once is given to whoever asks the like. */
export const cacheUnscoped = defineFlaw({
  id: 'cache-unscoped',
  family: 'authorization',
  breaks: 'The answer cache hands one customer’s answers to another.',
  lowers: ['key of the answer cache', 'row-level security'],
  seenIn: 'CVE-2026-46444',
  mustFail: ['authorization/retrieval', 'chatbot/foreign-data'],
  policies: (product) => unscoped(product, { queries: ['cache.lookup'] }),
});
