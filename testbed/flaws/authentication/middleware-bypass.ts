import type { RequestFacts } from '@launch-ready/chatbot';
import { defineFlaw } from '../define-flaw.ts';
import { isNobody, unscoped } from '../unscoped.ts';

/** The guard stands in front of the router and compares paths as text; the router is more forgiving than the guard. */
export const middlewareBypass = defineFlaw({
  id: 'middleware-bypass',
  family: 'authentication',
  breaks: 'Another spelling of a path, or a header of the framework itself, gets past the guard.',
  lowers: ['guard at the route', 'exact routing', 'query filter', 'row-level security'],
  seenIn: 'CVE-2025-29927',
  mustFail: ['authentication/guard-bypass'],
  policies: (product) => ({
    guard: {
      requiresCredentials: (route, request) =>
        meetsMiddleware(request) && product.guard.requiresCredentials(route, request),
      routedPath: (path) => product.guard.routedPath(canonical(path)),
    },
    ...unscoped(product, {
      queries: ['conversations.read', 'messages.list', 'messages.read', 'files.read', 'files.content'],
      to: isNobody,
    }),
  }),
});

const canonical = (path: string): string => path.toLowerCase().replace(/\/+$/, '') || '/';

function meetsMiddleware({ path, headers }: RequestFacts): boolean {
  return path === canonical(path) && !headers.has('x-middleware-subrequest');
}
