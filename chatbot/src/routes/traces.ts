import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone } from './access.ts';
import { Id, iso, Moment } from './schemas.ts';

const Trace = z.object({
  id: Id,
  conversationId: Id,
  question: z.string(),
  passages: z.int(),
  latencyMs: z.int(),
  createdAt: Moment,
});

const Params = z.object({ traceId: Id });
const COLUMNS = ['id', 'conversationId', 'question', 'passages', 'latencyMs', 'createdAt'] as const;

export const listTraces = defineRoute({
  id: 'listTraces',
  method: 'GET',
  path: '/api/traces',
  tag: 'traces',
  summary: 'How your latest answers came about',
  access: everyone('read'),
  limit: 'read',
  success: { status: 200, description: 'The latest.', body: z.object({ traces: z.array(Trace) }) },
  handle: async (call) => {
    const rows = await call.scoped('traces.list', ({ db, mine }) =>
      db
        .selectFrom('traces')
        .select(COLUMNS)
        .where(mine('traces'))
        .orderBy('createdAt', 'desc')
        .limit(100)
        .execute(),
    );
    return { traces: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});

export const getTrace = defineRoute({
  id: 'getTrace',
  method: 'GET',
  path: '/api/traces/{traceId}',
  tag: 'traces',
  summary: 'How one of your answers came about',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The trace.', body: Trace },
  handle: async (call) => {
    const row = await call.scoped('traces.read', ({ db, mine }) =>
      db
        .selectFrom('traces')
        .select(COLUMNS)
        .where('id', '=', call.params.traceId)
        .where(mine('traces'))
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : { ...row, createdAt: iso(row.createdAt) };
  },
});

export const deleteTrace = defineRoute({
  id: 'deleteTrace',
  method: 'DELETE',
  path: '/api/traces/{traceId}',
  tag: 'traces',
  summary: 'Delete a trace; the answer stays',
  access: everyone('chat'),
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'Deleted.' },
  handle: async (call) => {
    const row = await call.scoped('traces.delete', ({ db, mine }) =>
      db
        .deleteFrom('traces')
        .where('id', '=', call.params.traceId)
        .where(mine('traces'))
        .returning('id')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});
