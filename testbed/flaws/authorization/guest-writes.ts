import { defineFlaw } from '../define-flaw.ts';

/** Guests may look, and the server lets them do more. */
export const guestWrites = defineFlaw({
  id: 'guest-writes',
  family: 'authorization',
  breaks: 'A guest adds files to the workspace.',
  lowers: ['role check of the upload'],
  seenIn: 'GHSA-gc3v-9whw-6wjh',
  mustFail: ['authorization/role-matrix'],
  policies: (product) => ({
    access: {
      permitsRole: (route, actor) => route.id === 'uploadFile' || product.access.permitsRole(route, actor),
    },
  }),
});
