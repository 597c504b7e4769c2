import { defineFlaw } from '../define-flaw.ts';

/** Nobody counts what the tools are asked for. */
export const toolUnlimited = defineFlaw({
  id: 'tool-unlimited',
  family: 'limits',
  breaks: 'One customer has tools run as often as the server answers.',
  lowers: ['counter of the tools'],
  seenIn: 'All five articles',
  mustFail: ['limits/tool'],
  policies: (product) => ({
    limits: {
      buckets: (facts, rates) => (facts.name === 'tool' ? [] : product.limits.buckets(facts, rates)),
    },
  }),
});
