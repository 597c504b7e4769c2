import type { Call } from '../http/call.ts';
import { notFound, refuse, type Refusal } from '../http/refusal.ts';
import type { Turn } from './converse.ts';

/**
 * Keeps what the user said. A client may choose the message's id, so that sending again after a lost answer
 * does not double it; an id that is somebody else's message is refused.
 */
export async function keepQuestion(
  call: Call<unknown, unknown, unknown>,
  turn: Turn,
): Promise<Refusal | undefined> {
  const { conversationId, messageId, message } = turn;
  const isMine = await call.scoped('conversations.continue', async ({ db, mine }) => {
    const conversation = await db
      .updateTable('conversations')
      .set({ updatedAt: new Date() })
      .where('id', '=', conversationId)
      .where(mine('conversations'))
      .returning('id')
      .executeTakeFirst();
    return conversation !== undefined;
  });
  if (!isMine) return notFound();

  const author = call.services.policies.input.author(call.body);
  const isNew = await call.scoped('messages.append', async ({ db, owner }) => {
    const created = await db
      .insertInto('messages')
      .values({ ...owner, id: messageId, conversationId, author, text: message, citations: '[]' })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return created !== undefined;
  });
  if (isNew) return undefined;

  const isSentAgain = await call.scoped('messages.put', async ({ db, mine, under }) => {
    const updated = await db
      .updateTable('messages')
      .set({ text: message })
      .where('id', '=', messageId)
      .where(under('messages.conversationId', conversationId))
      .where(mine('messages'))
      .returning('id')
      .executeTakeFirst();
    return updated !== undefined;
  });
  return isSentAgain ? undefined : refuse(409, 'id_taken', 'Choose another messageId.');
}
