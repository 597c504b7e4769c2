import { defineFlaw } from '../define-flaw.ts';

/** Question and instructions are one text, and nobody reads what comes out. */
export const systemPromptLeaks = defineFlaw({
  id: 'system-prompt-leaks',
  family: 'chatbot',
  breaks: 'The bot recites its instructions to whoever asks.',
  lowers: ['separation of instructions and question', 'output filter'],
  seenIn: 'OWASP LLM07; all five articles',
  mustFail: ['chatbot/system-prompt'],
  policies: (product) => ({
    prompt: {
      compose: (parts) => {
        const prompt = product.prompt.compose(parts);
        return { ...prompt, instructions: `${prompt.instructions}\n\n${parts.question}` };
      },
    },
    output: { filter: (reply) => reply },
  }),
});
