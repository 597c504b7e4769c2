import { defineFlaw } from '../define-flaw.ts';

/** Nobody counts what comes in. */
export const webhookUnlimited = defineFlaw({
  id: 'webhook-unlimited',
  family: 'limits',
  breaks: 'One sender, or whoever has its secret, sends as many events as the server takes.',
  lowers: ['counter of the webhooks'],
  seenIn: 'All five articles',
  mustFail: ['limits/webhook'],
  policies: (product) => ({
    limits: {
      buckets: (facts, rates) => (facts.name === 'webhook' ? [] : product.limits.buckets(facts, rates)),
    },
  }),
});
