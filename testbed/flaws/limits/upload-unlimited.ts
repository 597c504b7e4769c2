import { defineFlaw } from '../define-flaw.ts';

/** Nobody counts what is stored and indexed. */
export const uploadUnlimited = defineFlaw({
  id: 'upload-unlimited',
  family: 'limits',
  breaks: 'One customer uploads as many files as the server takes.',
  lowers: ['counters of the upload'],
  seenIn: 'All five articles',
  mustFail: ['limits/upload'],
  policies: (product) => ({
    limits: {
      buckets: (facts, rates) => (facts.name === 'upload' ? [] : product.limits.buckets(facts, rates)),
    },
  }),
});
