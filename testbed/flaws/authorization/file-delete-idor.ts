import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** Reading is guarded, deleting is not. */
export const fileDeleteIdor = defineFlaw({
  id: 'file-delete-idor',
  family: 'authorization',
  breaks: 'Whoever knows its id deletes a file of another workspace.',
  lowers: ['query filter of the deletion', 'row-level security'],
  seenIn: 'CVE-2026-54010',
  mustFail: ['authorization/delete-object'],
  policies: (product) => unscoped(product, { queries: ['files.delete'] }),
});
