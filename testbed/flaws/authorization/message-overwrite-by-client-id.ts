import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** Sending again is safe, because the client chooses the id; and so may anybody. */
export const messageOverwriteByClientId = defineFlaw({
  id: 'message-overwrite-by-client-id',
  family: 'authorization',
  breaks: 'A message id of the client’s choice overwrites another user’s message.',
  lowers: ['query filter of the update', 'parent check', 'row-level security'],
  seenIn: 'CVE-2026-44569',
  mustFail: ['authorization/write-object'],
  policies: (product) => unscoped(product, { queries: ['messages.put'], anyParent: true }),
});
