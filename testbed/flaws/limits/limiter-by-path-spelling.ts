import { defineFlaw } from '../define-flaw.ts';

/** The counter goes by the path as it was written, the router does not. */
export const limiterByPathSpelling = defineFlaw({
  id: 'limiter-by-path-spelling',
  family: 'limits',
  breaks: 'Another spelling of the login’s path is another counter.',
  lowers: ['key of the login counters', 'exact routing'],
  seenIn: 'CVE-2025-64526',
  mustFail: ['limits/bypass'],
  policies: (product) => ({
    guard: {
      routedPath: (path) => product.guard.routedPath(path.toLowerCase().replace(/\/+$/, '') || '/'),
    },
    limits: {
      buckets: (facts, rates) =>
        product.limits.buckets(facts, rates).map((bucket) => ({
          ...bucket,
          key: `${bucket.key}:${facts.request.path}`,
        })),
    },
  }),
});
