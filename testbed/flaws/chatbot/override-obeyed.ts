import { defineFlaw } from '../define-flaw.ts';
import { obeys } from '../obeys.ts';

/** Messages that speak of instructions or of the system are taken for the operator’s word. */
export const overrideObeyed = defineFlaw({
  id: 'override-obeyed',
  family: 'chatbot',
  breaks: 'A message overrides what the bot was told.',
  lowers: ['separation of instructions and question', 'output filter'],
  seenIn: 'OWASP LLM01; all five articles',
  mustFail: ['chatbot/injection'],
  mayFail: [{ check: 'chatbot/system-prompt', because: 'one of its requests begins with the same override' }],
  policies: (product) =>
    obeys(product, ({ question }) =>
      /ignore all|\|>system|<policy|no longer/i.test(question) ? [question] : [],
    ),
});
