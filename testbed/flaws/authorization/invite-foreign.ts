import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** The path is checked, the query behind it is not. */
export const inviteForeign = defineFlaw({
  id: 'invite-foreign',
  family: 'authorization',
  breaks: 'The invitations of every workspace are listed, with addresses.',
  lowers: ['query filter of invitations', 'row-level security'],
  seenIn: 'seen in source',
  mustFail: ['authorization/list'],
  policies: (product) => unscoped(product, { queries: ['invites.list'] }),
});
