import { defineFlaw } from '../define-flaw.ts';
import { madeUpKey } from '../made-up-key.ts';

/** The error handler adds the settings it ran with. */
export const keyInError = defineFlaw({
  id: 'key-in-error',
  family: 'secrets',
  breaks: 'Error answers hold the key of the model vendor.',
  lowers: ['error description for the outside'],
  seenIn: 'CWE-209; debug pages that print the environment',
  mustFail: ['secrets/responses'],
  policies: (product) => {
    const key = madeUpKey();
    return {
      errors: {
        describe: (facts) =>
          product.errors.describe({ ...facts, message: `${facts.message} (OPENAI_API_KEY=${key})` }),
      },
    };
  },
});
