import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The sum forgets whose it is. */
export const usageForeign = defineFlaw({
  id: 'usage-foreign',
  family: 'authorization',
  breaks: 'The usage of a workspace counts what all workspaces do.',
  lowers: ['query filter of usage', 'row-level security'],
  seenIn: 'CVE-2026-44570',
  mustFail: ['authorization/usage'],
  policies: (product) => unscoped(product, { queries: ['usage.read'] }),
});
