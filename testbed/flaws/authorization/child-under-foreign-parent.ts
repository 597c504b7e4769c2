import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The parent in the path is checked, the child is taken by its id alone. */
export const childUnderForeignParent = defineFlaw({
  id: 'child-under-foreign-parent',
  family: 'authorization',
  breaks: 'A message is shown under a conversation that it does not belong to.',
  lowers: ['parent check of messages', 'query filter', 'row-level security'],
  seenIn: 'seen in source',
  mustFail: ['authorization/read-object'],
  policies: (product) => unscoped(product, { queries: ['messages.read'], anyParent: true }),
});
