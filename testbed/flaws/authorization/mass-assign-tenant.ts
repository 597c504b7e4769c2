import * as z from 'zod';
import { defineFlaw } from '../define-flaw.ts';

/** Routes whose whole body goes into the record, and the queries that write it. */
const BOUND = new Map([
  ['createConversation', 'conversations.create'],
  ['createMemory', 'memories.create'],
]);
const QUERIES = new Set<string>(BOUND.values());

const OwnerSchema = z.object({ workspaceId: z.uuid().optional(), userId: z.uuid().optional() });

/** The body is spread over the new record, after owner and tenant were set. */
export const massAssignTenant = defineFlaw({
  id: 'mass-assign-tenant',
  family: 'authorization',
  breaks:
    'A body that names a workspace and a user plants conversations and memories in another customer’s account.',
  lowers: ['list of accepted fields', 'owner of new records from the session', 'row-level security'],
  seenIn: 'CVE-2026-46441',
  mustFail: ['authorization/mass-assignment'],
  policies: (product) => ({
    input: { keepsUnknownFields: (route) => BOUND.has(route.id) || product.input.keepsUnknownFields(route) },
    scope: {
      newOwner: (query, actor, body) => {
        const owner = product.scope.newOwner(query, actor, body);
        const sent = QUERIES.has(query) ? OwnerSchema.safeParse(body).data : undefined;
        return {
          workspaceId: sent?.workspaceId ?? owner.workspaceId,
          userId: sent?.userId ?? owner.userId,
        };
      },
      rowLevelSecurity: (query, actor) =>
        QUERIES.has(query) ? 'bypassed' : product.scope.rowLevelSecurity(query, actor),
    },
  }),
});
