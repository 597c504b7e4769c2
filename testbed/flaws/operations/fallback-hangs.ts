import { defineFlaw } from '../define-flaw.ts';

/** The model is waited for, and nobody thought of how long. */
export const fallbackHangs = defineFlaw({
  id: 'fallback-hangs',
  family: 'operations',
  breaks: 'While the model is away, the chat never answers.',
  lowers: ['time limit of the fallback'],
  seenIn: 'Internal operations article: failed requests degrade safely',
  mustFail: ['exposure/model-down'],
  policies: () => ({ outage: { words: () => new Promise<string>(() => {}) } }),
});
