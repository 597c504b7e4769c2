import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** How an answer came about, for everybody. */
export const traceForeign = defineFlaw({
  id: 'trace-foreign',
  family: 'authorization',
  breaks: 'Traces show the questions of every workspace.',
  lowers: ['query filter of traces', 'row-level security'],
  seenIn: 'CVE-2026-41947',
  mustFail: ['authorization/list', 'authorization/read-object'],
  policies: (product) => unscoped(product, { queries: ['traces.list', 'traces.read'] }),
});
