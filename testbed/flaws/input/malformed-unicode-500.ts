import { defineFlaw } from '../define-flaw.ts';

/** What no text can be reaches the database, which says so by an error. */
export const malformedUnicode = defineFlaw({
  id: 'malformed-unicode-500',
  family: 'input',
  breaks: 'A null character in a message ends in an error of the server.',
  lowers: ['check of characters'],
  seenIn: 'marketplace-onboarding; Postgres refuses U+0000 in text',
  mustFail: ['input/malformed'],
  policies: () => ({ input: { problemOf: () => undefined } }),
});
