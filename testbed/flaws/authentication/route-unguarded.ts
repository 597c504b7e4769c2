import { defineFlaw } from '../define-flaw.ts';
import { isNobody, unscoped } from '../unscoped.ts';

/** Somebody forgot the guard on the route that shows a conversation's messages. */
export const routeUnguarded = defineFlaw({
  id: 'route-unguarded',
  family: 'authentication',
  breaks: 'The history of a conversation is shown to callers without a credential.',
  lowers: ['guard of the history route', 'query filter', 'row-level security'],
  seenIn: 'CVE-2026-4400',
  mustFail: ['authentication/no-credentials'],
  policies: (product) => ({
    guard: {
      requiresCredentials: (route, request) =>
        route.id !== 'listMessages' && product.guard.requiresCredentials(route, request),
    },
    ...unscoped(product, { queries: ['messages.list'], to: isNobody }),
  }),
});
