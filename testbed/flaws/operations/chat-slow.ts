import { defineFlaw } from '../define-flaw.ts';
import { holdUp } from '../hold-up.ts';

/** Everything that was ever said is read again before each answer. */
export const chatSlow = defineFlaw({
  id: 'chat-slow',
  family: 'operations',
  breaks: 'An answer of the bot takes more than eight seconds.',
  lowers: ['speed of the chat'],
  seenIn: 'First 100 members article: 3 to 8 seconds',
  mustFail: ['latency/chat'],
  policies: (product) => ({
    prompt: {
      compose: (parts) => {
        holdUp(8_500);
        return product.prompt.compose(parts);
      },
    },
  }),
});
