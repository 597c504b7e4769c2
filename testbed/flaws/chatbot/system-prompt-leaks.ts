import { defineFlaw } from '../define-flaw.ts';
import { obeys } from '../obeys.ts';

/** Question and instructions are one text, and nobody reads what comes out. */
export const systemPromptLeaks = defineFlaw({
  id: 'system-prompt-leaks',
  family: 'chatbot',
  breaks: 'The bot recites its instructions to whoever asks.',
  lowers: ['separation of instructions and question', 'output filter'],
  seenIn: 'OWASP LLM07; all five articles',
  mustFail: ['chatbot/system-prompt', 'chatbot/injection'],
  policies: (product) => obeys(product, ({ question }) => [question]),
});
