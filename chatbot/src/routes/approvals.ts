import { z } from 'zod';
import { notFound, refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { decideApproval } from '../tools/approvals.ts';
import { admins } from './access.ts';
import { Id, iso, Moment } from './schemas.ts';

const Params = z.object({ approvalId: Id });

const Approval = z.object({
  id: Id,
  userId: Id.describe('Who wants it'),
  tool: z.string(),
  arguments: z.unknown(),
  state: z.enum(['pending', 'approved', 'rejected', 'used']),
  expiresAt: Moment,
  createdAt: Moment,
});

const COLUMNS = ['id', 'userId', 'tool', 'arguments', 'state', 'expiresAt', 'createdAt'] as const;

export const listApprovals = defineRoute({
  id: 'listApprovals',
  method: 'GET',
  path: '/api/approvals',
  tag: 'tools',
  summary: 'Acts that wait for your approval, and those that were decided, newest first',
  access: admins,
  limit: 'read',
  success: { status: 200, description: 'The approvals.', body: z.object({ approvals: z.array(Approval) }) },
  handle: async (call) => {
    const rows = await call.scoped('approvals.list', ({ db, mine }) =>
      db
        .selectFrom('approvals')
        .select(COLUMNS)
        .where(mine('approvals'))
        .orderBy('createdAt', 'desc')
        .limit(200)
        .execute(),
    );
    return { approvals: rows.map(shown) };
  },
});

export const getApproval = defineRoute({
  id: 'getApproval',
  method: 'GET',
  path: '/api/approvals/{approvalId}',
  tag: 'tools',
  summary: 'One act that waits or waited for approval',
  access: admins,
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The approval.', body: Approval },
  handle: async (call) => {
    const row = await call.scoped('approvals.read', ({ db, mine }) =>
      db
        .selectFrom('approvals')
        .select(COLUMNS)
        .where('id', '=', call.params.approvalId)
        .where(mine('approvals'))
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : shown(row);
  },
});

const shown = <Row extends { readonly expiresAt: Date; readonly createdAt: Date }>(row: Row) => ({
  ...row,
  expiresAt: iso(row.expiresAt),
  createdAt: iso(row.createdAt),
});

export const approve = decision('approve', 'approved', 'Allow exactly this act, once');
export const reject = decision('reject', 'rejected', 'Do not allow it');

function decision(verb: 'approve' | 'reject', state: 'approved' | 'rejected', summary: string) {
  return defineRoute({
    id: `${verb}Act`,
    method: 'POST',
    path: `/api/approvals/{approvalId}/${verb}`,
    tag: 'tools',
    summary,
    access: admins,
    limit: 'write',
    params: Params,
    success: { status: 200, description: 'Decided.', body: z.object({ id: Id, state: z.string() }) },
    refusals: [409],
    handle: async (call) => {
      const { approvalId: id } = call.params;
      const outcome = await decideApproval(call, id, state);
      if (outcome === 'not-there') return notFound();
      if (outcome === 'too-late') return refuse(409, 'decided', 'It was decided before, or waited too long.');
      return { id, state };
    },
  });
}
