import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { emitEvent } from '../hooks/emit.ts';
import type { Call } from '../http/call.ts';
import type { ToolRequest } from '../policies/tools.ts';
import { recordAudit } from '../routes/audit.ts';

type AnyCall = Call<unknown, unknown, unknown>;

/** A yes is for now, not for some day. */
const VALID_MINUTES = 60;

const COLUMNS = ['id', 'tool', 'argumentsHash', 'state', 'userId', 'expiresAt'] as const;

/** Uses up the approval that covers this act: the one that is named, or the newest that fits. */
export async function useApproval(
  call: AnyCall,
  request: ToolRequest,
  approvalId: string | undefined,
): Promise<string | undefined> {
  const { tools } = call.services.policies;
  return call.scoped('approvals.consume', async ({ db, mine }) => {
    const candidates = await db
      .selectFrom('approvals')
      .select(COLUMNS)
      .where(mine('approvals'))
      .$if(approvalId !== undefined, (query) => query.where('id', '=', approvalId ?? ''))
      .$if(approvalId === undefined, (query) => query.where('argumentsHash', '=', request.hash))
      .orderBy('createdAt', 'desc')
      .limit(20)
      // Two requests at once wait for each other, so that one approval is one act (CWE-367).
      .forUpdate()
      .execute();
    const approval = candidates.find((one) => tools.covers(one, request) && tools.isUsable(one, new Date()));
    if (approval === undefined) return undefined;
    await db.updateTable('approvals').set({ state: 'used' }).where('id', '=', approval.id).execute();
    return approval.id;
  });
}

/** Makes an approval usable again whose act could not be done. */
export async function returnApproval(call: AnyCall, approvalId: string): Promise<void> {
  await call.scoped('approvals.return', ({ db, mine }) =>
    db
      .updateTable('approvals')
      .set({ state: 'approved' })
      .where('id', '=', approvalId)
      .where('state', '=', 'used')
      .where(mine('approvals'))
      .execute(),
  );
}

/** Puts the act before those who may approve it; asking again does not ask twice. */
export async function askForApproval(call: AnyCall, request: ToolRequest): Promise<string> {
  const { tool, hash, actor } = request;
  const { id, isNew } = await call.scoped('approvals.request', async ({ db, mine, owner }) => {
    const known = await db
      .selectFrom('approvals')
      .select('id')
      .where(mine('approvals'))
      .where('argumentsHash', '=', hash)
      .where('userId', '=', actor.userId)
      .where('state', '=', 'pending')
      .where('expiresAt', '>', new Date())
      .executeTakeFirst();
    if (known !== undefined) return { id: known.id, isNew: false };
    const created = randomUUID();
    await db
      .insertInto('approvals')
      .values({
        ...owner,
        id: created,
        tool,
        arguments: sql`${JSON.stringify(request.arguments)}::jsonb`,
        argumentsHash: hash,
        state: 'pending',
        decidedBy: null,
        expiresAt: inMinutes(VALID_MINUTES),
      })
      .execute();
    return { id: created, isNew: true };
  });
  if (isNew) {
    await recordAudit(call, `tool.${tool}.requested`, id);
    await emitEvent(call.services, actor.workspaceId, {
      type: 'approval.requested',
      data: { approvalId: id, tool, arguments: request.arguments },
    });
  }
  return id;
}

/** Decides what waits; what was decided before, or has waited too long, stays as it is. */
export async function decideApproval(
  call: AnyCall,
  approvalId: string,
  state: 'approved' | 'rejected',
): Promise<'decided' | 'too-late' | 'not-there'> {
  const outcome = await call.scoped('approvals.decide', async ({ db, mine }) => {
    const decided = await db
      .updateTable('approvals')
      .set({ state, decidedBy: call.actor.userId, expiresAt: inMinutes(VALID_MINUTES) })
      .where('id', '=', approvalId)
      .where('state', '=', 'pending')
      .where('expiresAt', '>', new Date())
      .where(mine('approvals'))
      .returning('id')
      .executeTakeFirst();
    if (decided !== undefined) return 'decided' as const;
    const known = await db
      .selectFrom('approvals')
      .select('id')
      .where('id', '=', approvalId)
      .where(mine('approvals'))
      .executeTakeFirst();
    return known === undefined ? ('not-there' as const) : ('too-late' as const);
  });
  if (outcome === 'decided') await recordAudit(call, `approval.${state}`, approvalId);
  return outcome;
}

const inMinutes = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
