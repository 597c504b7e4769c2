import { defineFlaw } from '../define-flaw.ts';

/** A refactoring lost the passages on their way to the model: every answer is polite, and none is of use. */
export const answersWithoutDocuments = defineFlaw({
  id: 'answers-without-documents',
  family: 'chatbot',
  breaks: 'The bot answers without looking into the customer’s documents.',
  lowers: ['passages in the prompt'],
  seenIn: 'b2b-onboarding: “start getting useful answers”',
  mustFail: ['chatbot/useful-answers'],
  policies: (product) => ({
    prompt: { compose: (parts) => product.prompt.compose({ ...parts, data: [] }) },
  }),
});
