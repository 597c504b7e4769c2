import { defineFlaw } from '../define-flaw.ts';

/** Short links are nice to read out, and nicer to count up. */
export const shareLinkGuessable = defineFlaw({
  id: 'share-link-guessable',
  family: 'authorization',
  breaks: 'Shared links are numbered, so whoever has one can open the others.',
  lowers: ['random share tokens'],
  seenIn: 'McHire 2025',
  mustFail: ['authorization/share-link'],
  policies: ({ identifiers }) => {
    let count = 1_000;
    return { identifiers: { ...identifiers, shareToken: () => `s-${(count += 1)}` } };
  },
});
