import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The browser asks the database itself, and the tables have no row-level security. */
export const publicDataApiOpen = defineFlaw({
  id: 'public-data-api-open',
  family: 'authorization',
  breaks: 'Every signed-in browser reads the files of all workspaces from the data API.',
  lowers: ['row-level security of the data API'],
  seenIn: 'CVE-2025-48757',
  mustFail: ['authorization/list'],
  policies: (product) =>
    unscoped(product, { queries: ['data.files', 'data.conversations', 'data.memories'] }),
});
