import { defineFlaw } from '../define-flaw.ts';

/** The time is signed, and nobody reads it. */
export const webhookTimestampIgnored = defineFlaw({
  id: 'webhook-timestamp-ignored',
  family: 'webhooks',
  breaks: 'An event that somebody recorded weeks ago is as good as a new one.',
  lowers: ['tolerance of billing events'],
  seenIn: 'CWE-294; hand-written checks of the signature alone',
  mustFail: ['webhooks/replay'],
  policies: (product) => ({
    hooks: {
      problem: (facts) => {
        const problem = product.hooks.problem(facts);
        return problem === 'stale' ? undefined : problem;
      },
    },
  }),
});
