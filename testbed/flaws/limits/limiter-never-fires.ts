import { defineFlaw } from '../define-flaw.ts';

/** A new key for every request: headers are sent, and nobody is ever refused. */
export const limiterNeverFires = defineFlaw({
  id: 'limiter-never-fires',
  family: 'limits',
  breaks: 'The login announces a limit that never comes.',
  lowers: ['key of the login counters'],
  seenIn: 'Limiters that are keyed by an object; GHSA advisories on rate limiting',
  mustFail: ['limits/login'],
  policies: (product) => {
    let count = 0;
    return {
      limits: {
        buckets: (facts, rates) =>
          product.limits.buckets(facts, rates).map((bucket) => {
            count += 1;
            return facts.name === 'login' ? { ...bucket, key: `${bucket.key}:${count}` } : bucket;
          }),
      },
    };
  },
});
