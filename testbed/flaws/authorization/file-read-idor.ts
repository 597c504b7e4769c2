import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The id alone decides which file is handed out. */
export const fileReadIdor = defineFlaw({
  id: 'file-read-idor',
  family: 'authorization',
  breaks: 'Whoever knows its id reads a file of another workspace.',
  lowers: ['query filter of files', 'row-level security'],
  seenIn: 'CVE-2026-41949, CVE-2026-45402',
  mustFail: ['authorization/read-object'],
  policies: (product) => unscoped(product, { queries: ['files.read', 'files.content'] }),
});
