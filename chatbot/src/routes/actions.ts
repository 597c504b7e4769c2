import { z } from 'zod';
import type { Call } from '../http/call.ts';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone } from './access.ts';
import { idOf, text } from './schemas.ts';

const ActionResult = z.object({ title: z.string(), messages: z.array(z.string()) });

/** A second entrance to what the API does, for the web client's forms; guarded like every other route. */
export const readAction = defineRoute({
  id: 'readConversationAction',
  method: 'POST',
  path: '/actions/read-conversation',
  tag: 'actions',
  summary: 'A conversation with its messages',
  access: everyone('read'),
  limit: 'read',
  body: z.strictObject({ conversationId: idOf('one of your conversations') }),
  success: { status: 200, description: 'The conversation.', body: ActionResult },
  handle: async (call) => (await readConversation(call, call.body.conversationId)) ?? notFound(),
});

export const renameAction = defineRoute({
  id: 'renameConversationAction',
  method: 'POST',
  path: '/actions/rename-conversation',
  tag: 'actions',
  summary: 'Rename a conversation',
  access: everyone('chat'),
  limit: 'write',
  body: z.strictObject({ conversationId: idOf('one of your conversations'), title: text(200) }),
  success: { status: 200, description: 'Renamed.', body: z.object({ title: z.string() }) },
  handle: async (call) => {
    const { conversationId, title } = call.body;
    const row = await call.scoped('actions.renameConversation', ({ db, mine }) =>
      db
        .updateTable('conversations')
        .set({ title })
        .where('id', '=', conversationId)
        .where(mine('conversations'))
        .returning('title')
        .executeTakeFirst(),
    );
    return row ?? notFound();
  },
});

async function readConversation(
  call: Call<unknown, unknown, unknown>,
  conversationId: string,
): Promise<z.output<typeof ActionResult> | undefined> {
  return call.scoped('actions.readConversation', async ({ db, mine }) => {
    const row = await db
      .selectFrom('conversations')
      .select('title')
      .where('id', '=', conversationId)
      .where(mine('conversations'))
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const messages = await db
      .selectFrom('messages')
      .select('text')
      .where('conversationId', '=', conversationId)
      .where(mine('messages'))
      .orderBy('position')
      .limit(500)
      .execute();
    return { title: row.title, messages: messages.map(({ text }) => text) };
  });
}
