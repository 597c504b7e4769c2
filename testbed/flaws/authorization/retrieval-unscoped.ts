import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** One vector index for all, searched without a tenant. */
export const retrievalUnscoped = defineFlaw({
  id: 'retrieval-unscoped',
  family: 'authorization',
  breaks: 'The bot answers from the documents of other workspaces.',
  lowers: ['query filter of the passage search', 'row-level security'],
  seenIn: 'CVE-2026-45398, CVE-2026-46444',
  mustFail: ['authorization/retrieval', 'chatbot/foreign-data'],
  policies: (product) => unscoped(product, { queries: ['retrieval.search'] }),
});
