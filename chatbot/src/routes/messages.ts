import { z } from 'zod';
import { readBudget } from '../chat/budget.ts';
import { converse } from '../chat/converse.ts';
import { keepQuestion } from '../chat/keep-question.ts';
import { eventStream } from '../http/event-stream.ts';
import { notFound, refuse, type Refusal } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone } from './access.ts';
import { Id, iso, Moment, text } from './schemas.ts';

const Citation = z.object({ fileId: Id, title: z.string() });

const Message = z.object({
  id: Id,
  author: z.enum(['user', 'assistant']),
  text: z.string(),
  citations: z.array(Citation),
  createdAt: Moment,
});

const Answered = z.object({
  reply: z.string(),
  citations: z.array(Citation),
  messageId: Id.describe('Your message'),
  replyId: Id.describe('The message that answers it'),
  streamId: Id.describe('The making of the reply, at /api/streams/{streamId}'),
  traceId: Id.describe('How the reply came about, at /api/traces/{traceId}'),
});

const Params = z.object({ conversationId: Id });
const MessageParams = Params.extend({ messageId: Id });
const COLUMNS = ['messages.id', 'author', 'text', 'citations', 'messages.createdAt'] as const;

export const listMessages = defineRoute({
  id: 'listMessages',
  method: 'GET',
  path: '/api/conversations/{conversationId}/messages',
  tag: 'messages',
  summary: 'The messages of one of your conversations',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The messages.', body: z.object({ messages: z.array(Message) }) },
  handle: async (call) => {
    const { conversationId } = call.params;
    const rows = await call.scoped('messages.list', async ({ db, mine }) => {
      const parent = await db
        .selectFrom('conversations')
        .select('id')
        .where('id', '=', conversationId)
        .where(mine('conversations'))
        .executeTakeFirst();
      if (parent === undefined) return undefined;
      return db
        .selectFrom('messages')
        .select(COLUMNS)
        .where('conversationId', '=', conversationId)
        .where(mine('messages'))
        .orderBy('position')
        .limit(500)
        .execute();
    });
    if (rows === undefined) return notFound();
    return {
      messages: rows.map((row) => ({ ...row, citations: [...row.citations], createdAt: iso(row.createdAt) })),
    };
  },
});

export const getMessage = defineRoute({
  id: 'getMessage',
  method: 'GET',
  path: '/api/conversations/{conversationId}/messages/{messageId}',
  tag: 'messages',
  summary: 'One message of one of your conversations',
  access: everyone('read'),
  limit: 'read',
  params: MessageParams,
  success: { status: 200, description: 'The message.', body: Message },
  handle: async (call) => {
    const { conversationId, messageId } = call.params;
    const row = await call.scoped('messages.read', ({ db, mine, under }) =>
      db
        .selectFrom('messages')
        .select(COLUMNS)
        .where('id', '=', messageId)
        .where(under('messages.conversationId', conversationId))
        .where(mine('messages'))
        .executeTakeFirst(),
    );
    if (row === undefined) return notFound();
    return { ...row, citations: [...row.citations], createdAt: iso(row.createdAt) };
  },
});

const usedUp = (): Refusal =>
  refuse(
    402,
    'budget_used_up',
    'This workspace has used up what its assistant may cost this month. Its owner can raise the budget.',
  );

export const sendMessage = defineRoute({
  id: 'sendMessage',
  method: 'POST',
  path: '/api/conversations/{conversationId}/messages',
  tag: 'messages',
  summary: 'Ask; the answer comes as JSON, or as server-sent events if you accept them',
  access: everyone('chat'),
  limit: 'chat',
  params: Params,
  body: z.strictObject({
    message: text(8_000),
    stream: z.boolean().optional(),
    messageId: Id.optional().describe(
      'An id of your choice for this message, to be able to send it again safely',
    ),
  }),
  success: {
    status: 200,
    description: 'The answer.',
    body: Answered,
    also: ['text/event-stream'],
  },
  refusals: [402],
  handle: async (call) => {
    const { message, stream, messageId = call.services.policies.identifiers.create('message') } = call.body;
    const turn = { conversationId: call.params.conversationId, messageId, message };
    if (!call.services.policies.limits.mayCallModel(await readBudget(call))) return usedUp();
    const refusal = await keepQuestion(call, turn);
    if (refusal !== undefined) return refusal;

    const events = converse(call, turn);
    const wantsEvents = stream ?? call.request.headers.get('accept')?.includes('text/event-stream') ?? false;
    if (wantsEvents) return eventStream(events);
    for await (const event of events) {
      if (event.kind === 'done') return { ...event, citations: [...event.citations] };
    }
    return refuse(503, 'unavailable', 'The assistant is not available right now.');
  },
});

export const deleteMessage = defineRoute({
  id: 'deleteMessage',
  method: 'DELETE',
  path: '/api/conversations/{conversationId}/messages/{messageId}',
  tag: 'messages',
  summary: 'Delete one message',
  access: everyone('chat'),
  limit: 'write',
  params: MessageParams,
  success: { status: 204, description: 'Deleted.' },
  handle: async (call) => {
    const { conversationId, messageId } = call.params;
    const row = await call.scoped('messages.delete', ({ db, mine, under }) =>
      db
        .deleteFrom('messages')
        .where('id', '=', messageId)
        .where(under('messages.conversationId', conversationId))
        .where(mine('messages'))
        .returning('id')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});
