import { defineFlaw } from '../define-flaw.ts';

/** The handler of a development server, in production. */
export const stackTraceReturned = defineFlaw({
  id: 'stack-trace-returned',
  family: 'logging',
  breaks: 'An error answer shows the stack of the server.',
  lowers: ['error description for the outside'],
  seenIn: 'CWE-209',
  mustFail: ['exposure/stack-trace'],
  mayFail: [
    { check: 'exposure/database-down', because: 'a stopped database is answered with its stack as well' },
  ],
  policies: (product) => ({
    errors: {
      describe: (facts) => {
        const { cause, message } = facts;
        const stack = cause instanceof Error ? (cause.stack ?? message) : message;
        return product.errors.describe({ ...facts, message: stack });
      },
    },
  }),
});
