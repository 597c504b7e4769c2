import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { anyone, everyone } from './access.ts';
import { recordAudit } from './audit.ts';
import { Id, iso, Moment } from './schemas.ts';

const Share = z.object({
  id: Id,
  conversationId: Id,
  title: z.string().describe('The title of the conversation'),
  token: z.string(),
  createdAt: Moment,
});

export const shareConversation = defineRoute({
  id: 'shareConversation',
  method: 'POST',
  path: '/api/conversations/{conversationId}/share',
  tag: 'sharing',
  summary: 'Make a link by which anyone who has it can read a conversation',
  access: everyone('admin'),
  limit: 'write',
  params: z.object({ conversationId: Id }),
  success: { status: 201, description: 'Shared.', body: Share },
  handle: async (call) => {
    const { conversationId } = call.params;
    const row = await call.scoped('shares.create', async ({ db, mine, owner }) => {
      const conversation = await db
        .selectFrom('conversations')
        .select('title')
        .where('id', '=', conversationId)
        .where(mine('conversations'))
        .executeTakeFirst();
      if (conversation === undefined) return undefined;
      const token = call.services.policies.identifiers.shareToken();
      const share = await db
        .insertInto('shares')
        .values({ ...owner, id: randomUUID(), conversationId, token })
        .returning(['id', 'conversationId', 'token', 'createdAt'])
        .executeTakeFirstOrThrow();
      return { ...share, title: conversation.title };
    });
    if (row === undefined) return notFound();
    await recordAudit(call, 'conversation.shared', conversationId);
    return { ...row, createdAt: iso(row.createdAt) };
  },
});

export const listShares = defineRoute({
  id: 'listShares',
  method: 'GET',
  path: '/api/shares',
  tag: 'sharing',
  summary: 'Your links',
  access: everyone('admin'),
  limit: 'read',
  success: { status: 200, description: 'Your links.', body: z.object({ shares: z.array(Share) }) },
  handle: async (call) => {
    const rows = await call.scoped('shares.list', ({ db, mine }) =>
      db
        .selectFrom('shares')
        .innerJoin('conversations', 'conversations.id', 'shares.conversationId')
        .select(['shares.id', 'conversationId', 'title', 'token', 'shares.createdAt'])
        .where(mine('shares'))
        .orderBy('shares.createdAt', 'desc')
        .limit(100)
        .execute(),
    );
    return { shares: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});

export const revokeShare = defineRoute({
  id: 'revokeShare',
  method: 'DELETE',
  path: '/api/shares/{shareId}',
  tag: 'sharing',
  summary: 'Take a link back',
  access: everyone('admin'),
  limit: 'write',
  params: z.object({ shareId: Id }),
  success: { status: 204, description: 'The link leads nowhere now.' },
  handle: async (call) => {
    const row = await call.scoped('shares.revoke', ({ db, mine }) =>
      db
        .deleteFrom('shares')
        .where('id', '=', call.params.shareId)
        .where(mine('shares'))
        .returning('id')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});

/** Public on purpose: the token in the link is the permission. */
export const readShared = defineRoute({
  id: 'readShared',
  method: 'GET',
  path: '/api/shared/{token}',
  tag: 'sharing',
  summary: 'Read a shared conversation',
  access: anyone,
  limit: 'read',
  params: z.object({ token: z.string().max(100) }),
  success: {
    status: 200,
    description: 'The conversation.',
    body: z.object({
      title: z.string(),
      messages: z.array(z.object({ author: z.enum(['user', 'assistant']), text: z.string() })),
    }),
  },
  refusals: [404],
  handle: async (call) => {
    const shared = await call.system(async (db) => {
      const conversation = await db
        .selectFrom('shares')
        .innerJoin('conversations', 'conversations.id', 'shares.conversationId')
        .select(['conversations.id', 'title'])
        .where('token', '=', call.params.token)
        .executeTakeFirst();
      if (conversation === undefined) return undefined;
      const messages = await db
        .selectFrom('messages')
        .select(['author', 'text'])
        .where('conversationId', '=', conversation.id)
        .orderBy('position')
        .limit(500)
        .execute();
      return { title: conversation.title, messages };
    });
    return shared ?? notFound();
  },
});
