import { defineFlaw } from '../define-flaw.ts';

/** The error of the provider is shown as the answer, with the address of the model server. */
export const modelErrorLeaks = defineFlaw({
  id: 'model-error-leaks',
  family: 'chatbot',
  breaks: 'While the model is away, the chat shows its address and error.',
  lowers: ['fixed sentence of the fallback'],
  seenIn: 'OWASP LLM02:2025; CWE-209',
  mustFail: ['exposure/model-down'],
  policies: () => ({ outage: { words: async (cause) => String(cause) } }),
});
