import { defineFlaw } from '../define-flaw.ts';

/** The menu is hidden, the route is not. */
export const adminRouteForMember = defineFlaw({
  id: 'admin-route-for-member',
  family: 'authorization',
  breaks: 'Members call an admin route.',
  lowers: ['role check of the admin list'],
  seenIn: 'GHSA-qjpp-9cqc-jhh8',
  mustFail: ['authorization/role-matrix'],
  policies: (product) => ({
    access: {
      permitsRole: (route, actor) =>
        route.id === 'adminListMembers' || product.access.permitsRole(route, actor),
    },
  }),
});
