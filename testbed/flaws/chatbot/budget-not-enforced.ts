import { defineFlaw } from '../define-flaw.ts';

/** What was spent is written down, and nobody looks. */
export const budgetNotEnforced = defineFlaw({
  id: 'budget-not-enforced',
  family: 'chatbot',
  breaks: 'The model goes on answering, and costing, when the workspace’s budget is used up.',
  lowers: ['budget before the model is called'],
  seenIn: 'OWASP LLM10:2025; denial of wallet',
  mustFail: ['limits/budget'],
  policies: () => ({ limits: { mayCallModel: () => true } }),
});
