import { defineFlaw } from '../define-flaw.ts';

/** Members may edit their own membership, its role included. */
export const roleEscalation = defineFlaw({
  id: 'role-escalation',
  family: 'authorization',
  breaks: 'A member makes themselves an owner.',
  lowers: ['role check of the membership route', 'rule that nobody raises themselves'],
  seenIn: 'GHSA-gc3v-9whw-6wjh',
  mustFail: ['authorization/role-change'],
  mayFail: [
    {
      check: 'authorization/role-matrix',
      because: 'the route that raises the role is one that only owners and admins may call',
    },
  ],
  policies: (product) => ({
    access: {
      permitsRole: (route, actor) => route.id === 'updateMember' || product.access.permitsRole(route, actor),
      maySetRole: (actor, change) => change.isSelf || product.access.maySetRole(actor, change),
    },
  }),
});
