import { defineFlaw } from '../define-flaw.ts';

/** Whatever was thrown is told to whoever asked. */
export const databaseErrorLeaks = defineFlaw({
  id: 'database-error-leaks',
  family: 'operations',
  breaks: 'While the database is away, errors show where it stands.',
  lowers: ['fixed sentence of an error'],
  seenIn: 'CWE-209',
  mustFail: ['exposure/database-down'],
  mayFail: [
    { check: 'exposure/stack-trace', because: 'an error that was thrown on purpose is told as well' },
  ],
  policies: (product) => ({
    errors: {
      describe: (facts) => {
        const { error } = product.errors.describe(facts);
        const inside = facts.status >= 500 && facts.cause instanceof Error ? ` (${facts.cause.message})` : '';
        return { error: { ...error, message: `${error.message}${inside}` } };
      },
    },
  }),
});
