import { defineFlaw } from '../define-flaw.ts';

/** Everything is watched, and nobody is told. */
export const alertMissing = defineFlaw({
  id: 'alert-missing',
  family: 'operations',
  breaks: 'The monitors of the product have no alert.',
  lowers: ['the only channel of the watch'],
  seenIn: 'The red flag of the article on internal operations tools: no logs and no alerting',
  mustFail: ['monitoring/alerts', 'monitoring/coverage'],
  monitors: ({ watch }) => ({ watch }),
  policies: () => ({}),
});
