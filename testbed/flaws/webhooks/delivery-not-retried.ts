import { defineFlaw } from '../define-flaw.ts';

/** One attempt, and that was it. */
export const deliveryNotRetried = defineFlaw({
  id: 'delivery-not-retried',
  family: 'webhooks',
  breaks: 'What a customer’s server did not take at once, it never gets.',
  lowers: ['retry of deliveries'],
  seenIn: 'Articles: webhooks without retry',
  mustFail: ['webhooks/delivery'],
  policies: () => ({ hooks: { delaySeconds: () => undefined } }),
});
