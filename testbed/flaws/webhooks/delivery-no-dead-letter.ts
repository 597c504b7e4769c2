import { defineFlaw } from '../define-flaw.ts';

/** What is given up is forgotten. */
export const deliveryNoDeadLetter = defineFlaw({
  id: 'delivery-no-dead-letter',
  family: 'webhooks',
  breaks: 'What never arrives is gone, and nobody can send it again.',
  lowers: ['record of what was given up'],
  seenIn: 'Articles: webhooks without a dead letter list',
  mustFail: ['webhooks/delivery'],
  policies: () => ({ hooks: { keepsDead: () => false } }),
});
