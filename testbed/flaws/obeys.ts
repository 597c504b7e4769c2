import type { Policies, PolicyOverrides, PromptParts } from '@launch-ready/chatbot';

/** Why questions about the instructions may be answered by a document’s order: all of them are asked at the same time. */
export const MEANWHILE = 'a hostile document that is there meanwhile is found for its questions too';

/**
 * Puts texts that others wrote among the bot's instructions, and takes the look at what comes out away, which would mask it.
 *
 * @param orders the texts that are taken for orders
 */
export function obeys(
  { prompt }: Policies,
  orders: (parts: PromptParts) => readonly string[],
): Pick<PolicyOverrides, 'prompt' | 'output'> {
  return {
    prompt: {
      compose: (parts) => {
        const composed = prompt.compose(parts);
        return { ...composed, instructions: [composed.instructions, ...orders(parts)].join('\n\n') };
      },
    },
    output: { filter: (reply) => reply },
  };
}
