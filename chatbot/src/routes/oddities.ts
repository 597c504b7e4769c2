import { z } from 'zod';
import { defineRoute } from '../http/route.ts';
import { anyone, everyone } from './access.ts';
import { Id } from './schemas.ts';

/** The same for everyone, and mostly empty: there is nothing of anybody's in it. */
export const listAnnouncements = defineRoute({
  id: 'listAnnouncements',
  method: 'GET',
  path: '/api/announcements',
  tag: 'operations',
  summary: 'News about the product',
  access: everyone('read'),
  limit: 'read',
  success: {
    status: 200,
    description: 'The news.',
    body: z.object({ announcements: z.array(z.object({ title: z.string(), text: z.string() })) }),
  },
  handle: async () => ({ announcements: [] }),
});

export const listPlans = defineRoute({
  id: 'listPlans',
  method: 'GET',
  path: '/api/plans',
  tag: 'operations',
  summary: 'What the product costs',
  access: anyone,
  limit: 'read',
  success: {
    status: 200,
    description: 'The plans.',
    body: z.object({ plans: z.array(z.object({ id: z.enum(['free', 'paid']), pricePerMonth: z.int() })) }),
  },
  handle: async () => ({
    plans: [
      { id: 'free' as const, pricePerMonth: 0 },
      { id: 'paid' as const, pricePerMonth: 29 },
    ],
  }),
});

/** The first client of the product expects its refusals as HTTP 200; it is kept until that client is gone. */
export const legacyHistory = defineRoute({
  id: 'getLegacyHistory',
  method: 'GET',
  path: '/api/legacy/history',
  tag: 'legacy',
  summary: 'The messages of a conversation, in the words of the first version',
  access: everyone('read'),
  limit: 'read',
  query: z.strictObject({ conversation: Id }),
  success: {
    status: 200,
    description: 'The messages, or `success: false`.',
    body: z.object({ success: z.boolean(), error: z.string().optional(), lines: z.array(z.string()) }),
  },
  handle: async (call) => {
    const rows = await call.scoped('legacy.history', ({ db, mine }) =>
      db
        .selectFrom('messages')
        .select('text')
        .where('conversationId', '=', call.query.conversation)
        .where(mine('messages'))
        .orderBy('position')
        .limit(500)
        .execute(),
    );
    if (rows.length === 0) return { success: false, error: 'access denied', lines: [] };
    return { success: true, lines: rows.map(({ text }) => text) };
  },
});
