import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The id alone decides which conversation is shown. */
export const conversationReadIdor = defineFlaw({
  id: 'conversation-read-idor',
  family: 'authorization',
  breaks: 'Whoever knows its id reads another user’s conversation.',
  lowers: ['query filter of conversations and messages', 'row-level security'],
  seenIn: 'CVE-2026-45349',
  mustFail: ['authorization/read-object'],
  policies: (product) =>
    unscoped(product, { queries: ['conversations.read', 'messages.list', 'messages.read'] }),
});
