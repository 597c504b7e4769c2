import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** Reading is guarded, answering is not: the bot goes on with a stranger, and draws on what was said before. */
export const conversationContinueIdor = defineFlaw({
  id: 'conversation-continue-idor',
  family: 'authorization',
  breaks: 'Whoever knows its id goes on with another user’s conversation.',
  lowers: ['query filter of the conversation and of its history', 'row-level security'],
  seenIn: 'CVE-2026-45349',
  mustFail: ['authorization/write-object'],
  policies: (product) => unscoped(product, { queries: ['conversations.continue', 'messages.history'] }),
});
