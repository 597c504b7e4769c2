import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Citation } from '../data/tables.ts';
import type { Call } from '../http/call.ts';
import type { PromptData } from '../policies/prompt.ts';
import { tokensOf } from './budget.ts';
import { keepAnswer, lookUpAnswer } from './cache.ts';
import { explain } from '../tools/explain.ts';
import { useTool } from '../tools/use-tool.ts';
import type { ToolWish } from '../tools/wanted.ts';
import { makeReply, type ReplyEvent } from './reply.ts';
import { retrieve } from './retrieve.ts';
import { SYSTEM_PROMPT } from './system-prompt.ts';

/** A reply as it was kept. */
type KeptReply = {
  readonly reply: string;
  readonly citations: readonly Citation[];
  /** The question, and the message that answers it. */
  readonly messageId: string;
  readonly replyId: string;
  readonly streamId: string;
  readonly traceId: string;
};

/** What a client hears while it waits. */
export type TurnEvent =
  | ReplyEvent
  | { readonly kind: 'start'; readonly streamId: string }
  | ({ readonly kind: 'done' } & KeptReply);

/** One turn of a conversation. */
export type Turn = { readonly conversationId: string; readonly messageId: string; readonly message: string };

type AnyCall = Call<unknown, unknown, unknown>;

/** Earlier messages that an answer may draw on. */
const HISTORY = 20;

/** Answers the last message of a conversation, keeping the answer when it is complete. */
export async function* converse(call: AnyCall, turn: Turn): AsyncIterable<TurnEvent> {
  const startedAt = performance.now();
  const streamId = await startStream(call, turn);
  yield { kind: 'start', streamId };

  const earlier = await history(call, turn);
  const cached = earlier.length === 0 ? await lookUpAnswer(call, turn.message) : undefined;
  const data = cached === undefined ? await gather(call, turn, earlier) : [];
  const running = call.services.running.begin(streamId);
  let isKept = false;
  try {
    const askedAt = performance.now();
    const events = cached === undefined ? answer(call, turn, data, running.signal) : [cached];
    for await (const event of events) {
      if (event.kind !== 'finished') {
        running.text = event.kind === 'replace' ? event.text : running.text + event.text;
        yield event;
        continue;
      }
      const { text, citations } = event;
      if (cached === undefined) call.timing.add('model', performance.now() - askedAt);
      if (cached === undefined && earlier.length === 0)
        await keepAnswer(call, turn.message, { text, citations });
      const replyId = await keepReply(call, turn, { text, citations });
      // What comes out of the cache costs nothing.
      if (cached === undefined)
        await recordUsage(call, 'tokens', tokensOf(turn.message, text, ...data.map((one) => one.text)));
      await finishStream(call, streamId, { text, isStopped: running.signal.aborted });
      isKept = true;
      const latencyMs = Math.round(performance.now() - startedAt);
      const traceId = await recordTrace(call, turn, { passages: data.length, latencyMs });
      const { messageId } = turn;
      yield { kind: 'done', reply: text, citations, messageId, replyId, streamId, traceId };
    }
  } finally {
    call.services.running.end(streamId);
    // A client that went away ends the reply; what there is of it can still be fetched.
    if (!isKept) await finishStream(call, streamId, { text: running.text, isStopped: true });
  }
}

function answer(
  call: AnyCall,
  turn: Turn,
  data: readonly PromptData[],
  stopped: AbortSignal,
): AsyncIterable<ReplyEvent> {
  const parts = { system: SYSTEM_PROMPT, question: turn.message, data };
  const prompt = call.services.policies.prompt.compose(parts);
  const signal = AbortSignal.any([call.signal, stopped]);
  return makeReply(prompt, call.services, { signal, act: (wish) => act(call, wish) });
}

/** Tools have a limit of their own, whichever way they are reached. */
async function act(call: AnyCall, wish: ToolWish): Promise<string> {
  const { limiter } = call.services;
  const { request, actor } = call;
  const taken = await limiter.take({ name: 'tool', request, account: undefined, userId: actor.userId });
  if (taken.kind !== 'within') return explain({ kind: 'refused', reason: 'limited' });
  return explain(await useTool(call, wish));
}

async function gather(
  call: AnyCall,
  turn: Turn,
  earlier: readonly PromptData[],
): Promise<readonly PromptData[]> {
  const passages = await retrieve(call, turn.message, turn.conversationId);
  return [...passages, ...(await memories(call)), ...earlier];
}

async function memories(call: AnyCall): Promise<readonly PromptData[]> {
  const rows = await call.scoped('memories.recall', ({ db, mine }) =>
    db
      .selectFrom('memories')
      .select('text')
      .where(mine('memories'))
      .orderBy('createdAt', 'desc')
      .limit(50)
      .execute(),
  );
  return rows.map(({ text }) => ({ source: 'memory', title: 'your memories', text, fileId: undefined }));
}

async function history(call: AnyCall, turn: Turn): Promise<readonly PromptData[]> {
  const rows = await call.scoped('messages.history', ({ db, mine }) =>
    db
      .selectFrom('messages')
      .select('text')
      .where(mine('messages'))
      .where('conversationId', '=', turn.conversationId)
      .where('author', '=', 'user')
      .where('id', '!=', turn.messageId)
      .orderBy('position', 'desc')
      .limit(HISTORY)
      .execute(),
  );
  return rows.map(({ text }) => ({ source: 'history', title: 'this conversation', text, fileId: undefined }));
}

async function keepReply(
  call: AnyCall,
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
  await recordUsage(call, 'message', 1);
  return id;
}

async function recordUsage(call: AnyCall, kind: 'message' | 'tokens', amount: number): Promise<void> {
  await call.scoped('usage.record', ({ db, owner }) =>
    db
      .insertInto('usageEvents')
      .values({ ...owner, id: randomUUID(), kind, amount })
      .execute(),
  );
}

async function startStream(call: AnyCall, { conversationId, message }: Turn): Promise<string> {
  const id = randomUUID();
  await call.scoped('streams.start', ({ db, owner }) =>
    db
      .insertInto('streams')
      .values({ ...owner, id, conversationId, question: message, state: 'running' })
      .execute(),
  );
  return id;
}

async function finishStream(
  call: AnyCall,
  id: string,
  { text, isStopped }: { readonly text: string; readonly isStopped: boolean },
): Promise<void> {
  await call.scoped('streams.finish', ({ db, mine }) =>
    db
      .updateTable('streams')
      .set({ state: isStopped ? 'stopped' : 'finished', text })
      .where('id', '=', id)
      .where(mine('streams'))
      .execute(),
  );
}

async function recordTrace(
  call: AnyCall,
  { conversationId, message }: Turn,
  figures: { readonly passages: number; readonly latencyMs: number },
): Promise<string> {
  const id = randomUUID();
  await call.scoped('traces.record', ({ db, owner }) =>
    db
      .insertInto('traces')
      .values({ ...owner, ...figures, id, conversationId, question: message })
      .execute(),
  );
  return id;
}
