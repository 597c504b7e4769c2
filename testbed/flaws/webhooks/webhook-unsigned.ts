import { defineFlaw } from '../define-flaw.ts';

/** Only the age of an event is looked at. */
export const webhookUnsigned = defineFlaw({
  id: 'webhook-unsigned',
  family: 'webhooks',
  breaks: 'Whoever knows the address reports payments that never happened.',
  lowers: ['signature of billing events'],
  seenIn: 'CWE-347; handlers that parse the event before they ask who sent it',
  mustFail: ['webhooks/signature'],
  policies: (product) => ({
    hooks: { problem: (facts) => (product.hooks.problem(facts) === 'stale' ? 'stale' : undefined) },
  }),
});
