import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** Reading is guarded, renaming is not. */
export const conversationWriteIdor = defineFlaw({
  id: 'conversation-write-idor',
  family: 'authorization',
  breaks: 'Whoever knows its id changes another user’s conversation.',
  lowers: ['query filter of the update', 'row-level security'],
  seenIn: 'CVE-2026-45349',
  mustFail: ['authorization/write-object'],
  policies: (product) => unscoped(product, { queries: ['conversations.update'] }),
});
