import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Citation } from '../data/tables.ts';
import type { Call } from '../http/call.ts';
import type { PromptData } from '../policies/prompt.ts';
import { makeReply, type ReplyEvent } from './reply.ts';
import { retrieve } from './retrieve.ts';
import { SYSTEM_PROMPT } from './system-prompt.ts';

/** A reply as it was kept. */
export type KeptReply = {
  readonly reply: string;
  readonly citations: readonly Citation[];
  readonly messageId: string;
};

/** One turn of a conversation. */
export type Turn = { readonly conversationId: string; readonly messageId: string; readonly message: string };

/** Earlier messages that an answer may draw on. */
const HISTORY = 20;

/** Whether the conversation is the actor's to continue; keeps their message if it is. */
export async function keepQuestion(call: Call<unknown, unknown, unknown>, turn: Turn): Promise<boolean> {
  return call.scoped('conversations.continue', async ({ db, mine, owner }) => {
    const conversation = await db
      .updateTable('conversations')
      .set({ updatedAt: new Date() })
      .where('id', '=', turn.conversationId)
      .where(mine('conversations'))
      .returning(['id', 'userId', 'workspaceId'])
      .executeTakeFirst();
    if (conversation === undefined) return false;
    const { conversationId, messageId, message } = turn;
    await db
      .insertInto('messages')
      .values({ ...owner, id: messageId, conversationId, author: 'user', text: message, citations: '[]' })
      .execute();
    return true;
  });
}

/** Answers the last message of a conversation, keeping the answer when it is complete. */
export async function* converse(
  call: Call<unknown, unknown, unknown>,
  turn: Turn,
): AsyncIterable<ReplyEvent | ({ readonly kind: 'done' } & KeptReply)> {
  const data = [...(await retrieve(call, turn.message)), ...(await history(call, turn))];
  const parts = { system: SYSTEM_PROMPT, question: turn.message, data };
  const prompt = call.services.policies.prompt.compose(parts);
  for await (const event of makeReply(prompt, call.services, call.signal)) {
    if (event.kind !== 'finished') {
      yield event;
      continue;
    }
    const messageId = await keepReply(call, turn, event);
    yield { kind: 'done', reply: event.text, citations: event.citations, messageId };
  }
}

async function history(call: Call<unknown, unknown, unknown>, turn: Turn): Promise<readonly PromptData[]> {
  const rows = await call.scoped('messages.history', ({ db, mine, under }) =>
    db
      .selectFrom('messages')
      .select('text')
      .where(mine('messages'))
      .where(under('messages.conversationId', turn.conversationId))
      .where('author', '=', 'user')
      .where('id', '!=', turn.messageId)
      .orderBy('position', 'desc')
      .limit(HISTORY)
      .execute(),
  );
  return rows.map(({ text }) => ({ source: 'history', title: 'this conversation', text, fileId: undefined }));
}

async function keepReply(
  call: Call<unknown, unknown, unknown>,
  { conversationId }: Turn,
  { text, citations }: { readonly text: string; readonly citations: readonly Citation[] },
): Promise<string> {
  const id = call.services.policies.identifiers.create('message');
  await call.scoped('messages.append', ({ db, owner }) =>
    db
      .insertInto('messages')
      .values({
        ...owner,
        id,
        conversationId,
        author: 'assistant',
        text,
        citations: sql`${JSON.stringify(citations)}::jsonb`,
      })
      .execute(),
  );
  await call.scoped('usage.record', ({ db, owner }) =>
    db
      .insertInto('usageEvents')
      .values({ ...owner, id: randomUUID(), kind: 'message', amount: 1 })
      .execute(),
  );
  return id;
}
