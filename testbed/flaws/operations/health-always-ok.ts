import { defineFlaw } from '../define-flaw.ts';

/** The endpoint is there, and knows nothing. */
export const healthAlwaysOk = defineFlaw({
  id: 'health-always-ok',
  family: 'operations',
  breaks: 'The health endpoints say ok whatever has become of the database.',
  lowers: ['the question to the database in both health endpoints'],
  seenIn: 'The common `app.get("/health", (_, res) => res.send("ok"))`',
  mustFail: ['monitoring/health'],
  policies: () => ({ health: { isWell: () => Promise.resolve(true) } }),
});
