import { defineFlaw } from '../define-flaw.ts';

/** They look like UUIDs, and count. */
export const sequentialIdentifiers = defineFlaw({
  id: 'sequential-ids',
  family: 'authorization',
  breaks: 'The ids of conversations, files and all else count up.',
  lowers: ['random ids'],
  seenIn: 'McHire 2025',
  // Ids that can be guessed open nothing by themselves: they make every other mistake worse.
  mustFail: [],
  mustAdvise: ['authorization/sequential-ids'],
  policies: ({ identifiers }) => {
    let count = 0;
    const next = () => (count += 1).toString(16).padStart(12, '0');
    return { identifiers: { ...identifiers, create: () => `00000000-0000-4000-8000-${next()}` } };
  },
});
