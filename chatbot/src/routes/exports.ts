import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone } from './access.ts';
import { recordAudit } from './audit.ts';
import { Id, iso, Moment } from './schemas.ts';

const Export = z.object({ id: Id, createdAt: Moment });

export const createExport = defineRoute({
  id: 'createExport',
  method: 'POST',
  path: '/api/exports',
  tag: 'exports',
  summary: 'Put all of your conversations into one document',
  access: everyone('admin'),
  limit: 'upload',
  success: { status: 201, description: 'Ready to be fetched.', body: Export },
  handle: async (call) => {
    const row = await call.scoped('exports.create', async ({ db, mine, owner }) => {
      const messages = await db
        .selectFrom('messages')
        .innerJoin('conversations', 'conversations.id', 'messages.conversationId')
        .select(['conversationId', 'title', 'author', 'text'])
        .where(mine('messages'))
        .orderBy('position')
        .limit(5_000)
        .execute();
      const content = sql<string>`${JSON.stringify({ messages })}::jsonb`;
      return db
        .insertInto('exports')
        .values({ ...owner, id: randomUUID(), content })
        .returning(['id', 'createdAt'])
        .executeTakeFirstOrThrow();
    });
    await recordAudit(call, 'export.created', row.id);
    return { id: row.id, createdAt: iso(row.createdAt) };
  },
});

export const listExports = defineRoute({
  id: 'listExports',
  method: 'GET',
  path: '/api/exports',
  tag: 'exports',
  summary: 'Your exports',
  access: everyone('admin'),
  limit: 'read',
  success: { status: 200, description: 'Your exports.', body: z.object({ exports: z.array(Export) }) },
  handle: async (call) => {
    const rows = await call.scoped('exports.list', ({ db, mine }) =>
      db.selectFrom('exports').select(['id', 'createdAt']).where(mine('exports')).limit(50).execute(),
    );
    return { exports: rows.map(({ id, createdAt }) => ({ id, createdAt: iso(createdAt) })) };
  },
});

const Exported = z.object({
  messages: z.array(
    z.object({
      conversationId: Id,
      title: z.string(),
      author: z.enum(['user', 'assistant']),
      text: z.string(),
    }),
  ),
});

export const getExport = defineRoute({
  id: 'getExport',
  method: 'GET',
  path: '/api/exports/{exportId}',
  tag: 'exports',
  summary: 'Fetch an export',
  access: everyone('admin'),
  limit: 'read',
  params: z.object({ exportId: Id }),
  success: { status: 200, description: 'The document.', body: Exported },
  handle: async (call) => {
    const row = await call.scoped('exports.content', ({ db, mine }) =>
      db
        .selectFrom('exports')
        .select('content')
        .where('id', '=', call.params.exportId)
        .where(mine('exports'))
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : Exported.parse(row.content);
  },
});
