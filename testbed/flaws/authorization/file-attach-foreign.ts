import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The conversation is one’s own; the file that it is to answer from need not be. */
export const fileAttachForeign = defineFlaw({
  id: 'file-attach-foreign',
  family: 'authorization',
  breaks:
    'Whoever knows its id attaches another workspace’s file to a conversation, and has it answered from.',
  lowers: ['query filter of the file', 'query filter of the passages', 'row-level security'],
  seenIn: 'CVE-2026-41950',
  mustFail: ['authorization/read-object'],
  policies: (product) => unscoped(product, { queries: ['attachments.attach', 'attachments.passages'] }),
});
