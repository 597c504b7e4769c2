import { defineFlaw } from '../define-flaw.ts';

/** Nobody counts what costs money. */
export const chatUnlimited = defineFlaw({
  id: 'chat-unlimited',
  family: 'limits',
  breaks: 'One customer sends as many chats as the server answers.',
  lowers: ['counter of the chat'],
  seenIn: 'All five articles; denial of wallet',
  mustFail: ['limits/chat'],
  policies: (product) => ({
    limits: {
      buckets: (facts, rates) => (facts.name === 'chat' ? [] : product.limits.buckets(facts, rates)),
    },
  }),
});
