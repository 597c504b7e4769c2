import { z } from 'zod';
import { defineRoute } from '../http/route.ts';
import { everyone } from './access.ts';
import { Id, idOf } from './schemas.ts';

const Chosen = z.strictObject({ conversationIds: z.array(idOf('a conversation')).min(1).max(100) });

export const readMany = defineRoute({
  id: 'readConversations',
  method: 'POST',
  path: '/api/conversations/bulk/read',
  tag: 'conversations',
  summary: 'Read many conversations at once; those that are not yours are left out',
  access: everyone('read'),
  limit: 'read',
  body: Chosen,
  success: {
    status: 200,
    description: 'Those of them that are yours.',
    body: z.object({
      conversations: z.array(z.object({ id: Id, title: z.string(), messages: z.array(z.string()) })),
    }),
  },
  handle: async (call) => {
    const { conversationIds } = call.body;
    const conversations = await call.scoped('bulk.read', async ({ db, mine }) => {
      const rows = await db
        .selectFrom('conversations')
        .select(['id', 'title'])
        .where('id', 'in', conversationIds)
        .where(mine('conversations'))
        .execute();
      const messages = await db
        .selectFrom('messages')
        .select(['conversationId', 'text'])
        .where('conversationId', 'in', conversationIds)
        .where(mine('messages'))
        .orderBy('position')
        .limit(2_000)
        .execute();
      return rows.map((row) => ({
        ...row,
        messages: messages.filter(({ conversationId }) => conversationId === row.id).map(({ text }) => text),
      }));
    });
    return { conversations };
  },
});

/** Answers 204 whatever the ids are; only the caller's own conversations are touched. */
export const deleteMany = defineRoute({
  id: 'deleteConversations',
  method: 'POST',
  path: '/api/conversations/bulk/delete',
  tag: 'conversations',
  summary: 'Delete many conversations at once; those that are not yours stay',
  access: everyone('chat'),
  limit: 'write',
  body: Chosen,
  success: { status: 204, description: 'Those of them that were yours are gone.' },
  handle: async (call) => {
    await call.scoped('bulk.delete', ({ db, mine }) =>
      db
        .deleteFrom('conversations')
        .where('id', 'in', call.body.conversationIds)
        .where(mine('conversations'))
        .execute(),
    );
  },
});
