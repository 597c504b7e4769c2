import type { Actor } from '@launch-ready/chatbot';
import { defineFlaw } from '../define-flaw.ts';

type Role = Actor['role'];

/** The role is looked up when a session is first used, and kept with it. */
export const roleKeptInSession = defineFlaw({
  id: 'role-kept-in-session',
  family: 'authorization',
  breaks: 'Somebody who is no longer an admin stays one until they sign out.',
  lowers: ['role check of every route'],
  seenIn: 'Tokens and sessions that carry the role, CWE-613',
  mustFail: ['authorization/role-lowered'],
  policies: (product) => {
    const kept = new Map<string, Role>();
    return {
      access: {
        permitsRole: (route, actor) => {
          const { sessionId } = actor;
          if (sessionId === undefined || actor.role === 'none')
            return product.access.permitsRole(route, actor);
          const session = `${sessionId} ${actor.workspaceId}`;
          const role = kept.get(session) ?? actor.role;
          kept.set(session, role);
          return product.access.permitsRole(route, { ...actor, role });
        },
      },
    };
  },
});
