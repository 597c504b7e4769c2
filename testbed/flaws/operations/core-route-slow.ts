import { defineFlaw } from '../define-flaw.ts';
import { holdUp } from '../hold-up.ts';

/** A list that every page opens with, and a query that nobody gave an index. */
export const coreRouteSlow = defineFlaw({
  id: 'core-route-slow',
  family: 'operations',
  breaks: 'The list of conversations takes most of a second.',
  lowers: ['speed of a core route'],
  seenIn: 'Internal operations article, step 4',
  mustFail: ['latency/core-routes'],
  policies: (product) => ({
    scope: {
      filter: (query, actor) => {
        if (query === 'conversations.list') holdUp(700);
        return product.scope.filter(query, actor);
      },
    },
  }),
});
