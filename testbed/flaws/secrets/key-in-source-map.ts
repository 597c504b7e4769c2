import { defineFlaw } from '../define-flaw.ts';
import { madeUpKey } from '../made-up-key.ts';

/** The build removed what it could prove unused; the map beside it holds the whole file. */
export const keyInSourceMap = defineFlaw({
  id: 'key-in-source-map',
  family: 'secrets',
  breaks: 'A source map that nothing names is served, and its sources hold a key.',
  lowers: ['no source maps in production', 'no key in the sources'],
  seenIn: 'CWE-540',
  mustFail: ['secrets/bundle'],
  policies: () => {
    const key = madeUpKey();
    return { web: { sourceSettings: () => ({ OPENAI_API_KEY: key }), servesSourceMaps: () => true } };
  },
});
