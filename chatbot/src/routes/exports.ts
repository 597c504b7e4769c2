import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone } from './access.ts';
import { recordAudit } from './audit.ts';
import { Id, iso, Moment, text } from './schemas.ts';

const Export = z.object({ id: Id, name: z.string(), createdAt: Moment });
const Params = z.object({ exportId: Id });

const UNNAMED = 'Export';

export const createExport = defineRoute({
  id: 'createExport',
  method: 'POST',
  path: '/api/exports',
  tag: 'exports',
  summary: 'Put all of your conversations into one document',
  access: everyone('admin'),
  limit: 'upload',
  body: z.strictObject({ name: text(100).optional().describe('What you call it') }).prefault({}),
  success: { status: 201, description: 'Ready to be fetched.', body: Export },
  handle: async (call) => {
    const { name = UNNAMED } = call.body;
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
        .values({ ...owner, id: randomUUID(), name, content })
        .returning(['id', 'createdAt'])
        .executeTakeFirstOrThrow();
    });
    await recordAudit(call, 'export.created', row.id);
    return { id: row.id, name, createdAt: iso(row.createdAt) };
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
      db
        .selectFrom('exports')
        .select(['id', 'name', 'createdAt'])
        .where(mine('exports'))
        .orderBy('createdAt', 'desc')
        .limit(50)
        .execute(),
    );
    return { exports: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});

const Content = z.object({
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
  params: Params,
  success: { status: 200, description: 'The document.', body: Export.extend(Content.shape) },
  handle: async (call) => {
    const row = await call.scoped('exports.content', ({ db, mine }) =>
      db
        .selectFrom('exports')
        .select(['id', 'name', 'content', 'createdAt'])
        .where('id', '=', call.params.exportId)
        .where(mine('exports'))
        .executeTakeFirst(),
    );
    if (row === undefined) return notFound();
    const { content, createdAt, ...named } = row;
    return { ...named, createdAt: iso(createdAt), ...Content.parse(content) };
  },
});

export const deleteExport = defineRoute({
  id: 'deleteExport',
  method: 'DELETE',
  path: '/api/exports/{exportId}',
  tag: 'exports',
  summary: 'Delete an export',
  access: everyone('admin'),
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'Deleted.' },
  handle: async (call) => {
    const row = await call.scoped('exports.delete', ({ db, mine }) =>
      db
        .deleteFrom('exports')
        .where('id', '=', call.params.exportId)
        .where(mine('exports'))
        .returning('id')
        .executeTakeFirst(),
    );
    if (row === undefined) return notFound();
    await recordAudit(call, 'export.deleted', row.id);
    return undefined;
  },
});
