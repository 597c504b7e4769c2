import { defineFlaw } from '../define-flaw.ts';

/** Nobody built what the monitor asks. */
export const healthMissing = defineFlaw({
  id: 'health-missing',
  family: 'operations',
  breaks: 'The health endpoints are documented and answer 404.',
  lowers: ['both health endpoints'],
  seenIn: 'Products whose framework is put behind another one that serves /api only in part',
  mustFail: ['monitoring/health'],
  policies: () => ({ health: { isServed: () => false } }),
});
