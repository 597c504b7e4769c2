import { defineFlaw } from '../define-flaw.ts';
import { obeys } from '../obeys.ts';

/** Earlier turns are summed up into the instructions. */
export const multiTurnOverride = defineFlaw({
  id: 'multi-turn-override',
  family: 'chatbot',
  breaks: 'What was said earlier in a conversation overrides what the bot was told.',
  lowers: ['separation of instructions and history', 'output filter'],
  seenIn: 'Crescendo, 2024; OWASP LLM01',
  mustFail: ['chatbot/injection'],
  mayFail: [{ check: 'chatbot/system-prompt', because: 'one of its requests takes several turns' }],
  policies: (product) =>
    obeys(product, ({ data }) => data.filter(({ source }) => source === 'history').map(({ text }) => text)),
});
