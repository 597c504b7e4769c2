import { defineFlaw } from '../define-flaw.ts';
import { isNobody, unscoped } from '../unscoped.ts';

/** The page has a guard; the action that it calls has none. */
export const serverActionUnguarded = defineFlaw({
  id: 'server-action-unguarded',
  family: 'authentication',
  breaks: 'A server action shows a conversation to callers without a credential.',
  lowers: ['guard of the action', 'query filter', 'row-level security'],
  seenIn: 'Forks of a chat template; Next.js server actions',
  mustFail: ['authentication/no-credentials'],
  policies: (product) => ({
    guard: {
      requiresCredentials: (route, request) =>
        route.id !== 'readConversationAction' && product.guard.requiresCredentials(route, request),
    },
    ...unscoped(product, { queries: ['actions.readConversation'], to: isNobody }),
  }),
});
