import { defineFlaw } from '../define-flaw.ts';

/** The question is logged with each answer, for "quality". */
export const promptLogged = defineFlaw({
  id: 'prompt-logged',
  family: 'logging',
  breaks: 'The log holds what customers ask the bot.',
  lowers: ['the allow-list of the log'],
  seenIn: 'CWE-532; articles: full prompts in logs',
  mustFail: ['logging/content'],
  policies: (product) => {
    let question = '';
    return {
      prompt: {
        compose: (parts) => {
          question = parts.question;
          return product.prompt.compose(parts);
        },
      },
      logs: {
        entry: (facts) => ({
          ...product.logs.entry(facts),
          ...(facts.route.endsWith('/messages') && facts.method === 'POST' ? { prompt: question } : {}),
        }),
      },
    };
  },
});
