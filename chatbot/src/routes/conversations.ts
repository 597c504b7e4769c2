import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone } from './access.ts';
import { Id, iso, Moment, Page, text } from './schemas.ts';

const Conversation = z.object({ id: Id, title: z.string(), createdAt: Moment, updatedAt: Moment });

const Params = z.object({ conversationId: Id });
const COLUMNS = ['id', 'title', 'createdAt', 'updatedAt'] as const;

type Row = { id: string; title: string; createdAt: Date; updatedAt: Date };

const shown = ({ createdAt, updatedAt, ...row }: Row) => ({
  ...row,
  createdAt: iso(createdAt),
  updatedAt: iso(updatedAt),
});

export const createConversation = defineRoute({
  id: 'createConversation',
  method: 'POST',
  path: '/api/conversations',
  tag: 'conversations',
  summary: 'Begin a conversation; only you can see it',
  access: everyone('chat'),
  limit: 'write',
  body: z.strictObject({ title: text(200).default('New conversation') }),
  success: { status: 201, description: 'Begun.', body: Conversation },
  handle: async (call) => {
    const id = call.services.policies.identifiers.create('conversation');
    const row = await call.scoped('conversations.create', ({ db, owner }) =>
      db
        .insertInto('conversations')
        .values({ ...owner, id, title: call.body.title })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow(),
    );
    return shown(row);
  },
});

export const listConversations = defineRoute({
  id: 'listConversations',
  method: 'GET',
  path: '/api/conversations',
  tag: 'conversations',
  summary: 'Your conversations, newest first',
  access: everyone('read'),
  limit: 'read',
  query: Page,
  success: {
    status: 200,
    description: 'A page of conversations.',
    body: z.object({ conversations: z.array(Conversation), nextCursor: z.string().nullable() }),
  },
  handle: async (call) => {
    const { limit, cursor } = call.query;
    const before = cursor === undefined ? undefined : new Date(Number(cursor));
    const rows = await call.scoped('conversations.list', ({ db, mine }) => {
      const query = db.selectFrom('conversations').select(COLUMNS).where(mine('conversations'));
      const from = before && !Number.isNaN(before.getTime()) ? query.where('createdAt', '<', before) : query;
      return from.orderBy('createdAt', 'desc').limit(limit).execute();
    });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { conversations: rows.map(shown), nextCursor: last ? String(last.createdAt.getTime()) : null };
  },
});

export const searchConversations = defineRoute({
  id: 'searchConversations',
  method: 'GET',
  path: '/api/conversations/search',
  tag: 'conversations',
  summary: 'Find text in your conversations',
  access: everyone('read'),
  limit: 'read',
  query: z.strictObject({ q: text(200) }),
  success: {
    status: 200,
    description: 'Messages that contain the text.',
    body: z.object({
      results: z.array(z.object({ conversationId: Id, messageId: Id, title: z.string(), text: z.string() })),
    }),
  },
  handle: async (call) => {
    const pattern = `%${call.query.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const results = await call.scoped('conversations.search', ({ db, mine }) =>
      db
        .selectFrom('messages')
        .innerJoin('conversations', 'conversations.id', 'messages.conversationId')
        .select(['conversations.id as conversationId', 'messages.id as messageId', 'title', 'messages.text'])
        .where(mine('messages'))
        .where(mine('conversations'))
        .where((where) => where.or([where('text', 'ilike', pattern), where('title', 'ilike', pattern)]))
        .orderBy('messages.createdAt', 'desc')
        .limit(50)
        .execute(),
    );
    return { results };
  },
});

export const getConversation = defineRoute({
  id: 'getConversation',
  method: 'GET',
  path: '/api/conversations/{conversationId}',
  tag: 'conversations',
  summary: 'One of your conversations',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The conversation.', body: Conversation },
  handle: async (call) => {
    const row = await call.scoped('conversations.read', ({ db, mine }) =>
      db
        .selectFrom('conversations')
        .select(COLUMNS)
        .where('id', '=', call.params.conversationId)
        .where(mine('conversations'))
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : shown(row);
  },
});

export const updateConversation = defineRoute({
  id: 'updateConversation',
  method: 'PATCH',
  path: '/api/conversations/{conversationId}',
  tag: 'conversations',
  summary: 'Rename a conversation',
  access: everyone('chat'),
  limit: 'write',
  params: Params,
  body: z.strictObject({ title: text(200) }),
  success: { status: 200, description: 'Renamed.', body: Conversation },
  handle: async (call) => {
    const row = await call.scoped('conversations.update', ({ db, mine }) =>
      db
        .updateTable('conversations')
        .set({ title: call.body.title, updatedAt: new Date() })
        .where('id', '=', call.params.conversationId)
        .where(mine('conversations'))
        .returning(COLUMNS)
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : shown(row);
  },
});

export const deleteConversation = defineRoute({
  id: 'deleteConversation',
  method: 'DELETE',
  path: '/api/conversations/{conversationId}',
  tag: 'conversations',
  summary: 'Delete a conversation with its messages',
  access: everyone('chat'),
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'Deleted.' },
  handle: async (call) => {
    const row = await call.scoped('conversations.delete', ({ db, mine }) =>
      db
        .deleteFrom('conversations')
        .where('id', '=', call.params.conversationId)
        .where(mine('conversations'))
        .returning('id')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});
