import { defineFlaw } from '../define-flaw.ts';
import { madeUpKey } from '../made-up-key.ts';

/** The variable was given a public prefix, because the page needed it. */
export const keyInBundle = defineFlaw({
  id: 'key-in-bundle',
  family: 'secrets',
  breaks: 'The script that everybody loads holds the key of the model vendor.',
  lowers: ['settings that go to the browser'],
  seenIn: 'Articles; VITE_ and NEXT_PUBLIC_ variables',
  mustFail: ['secrets/bundle'],
  policies: () => {
    const key = madeUpKey();
    return { web: { publicSettings: () => ({ VITE_OPENAI_API_KEY: key }) } };
  },
});
