import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The list that worked with one customer in the database. */
export const listWithoutWorkspaceFilter = defineFlaw({
  id: 'list-without-workspace-filter',
  family: 'authorization',
  breaks: 'Lists show the files and conversations of every workspace.',
  lowers: ['query filter of both lists', 'row-level security'],
  seenIn: 'CVE-2026-56268',
  mustFail: ['authorization/list'],
  policies: (product) => unscoped(product, { queries: ['files.list', 'conversations.list'] }),
});
