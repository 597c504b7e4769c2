import { defineFlaw } from '../define-flaw.ts';

/** A complaint about an answer leads to no line of the log. */
export const noRequestId = defineFlaw({
  id: 'no-request-id',
  family: 'logging',
  breaks: 'Answers carry nothing by which support finds them in the log.',
  lowers: ['request id header', 'request id in error bodies'],
  seenIn: 'Articles; console.log as the only logging',
  mustFail: ['logging/request-id'],
  policies: (product) => ({
    errors: {
      correlation: () => ({}),
      describe: (facts) => product.errors.describe({ ...facts, requestId: '' }),
    },
  }),
});
