import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Citation } from '../data/tables.ts';
import type { Call } from '../http/call.ts';
import { NOTHING_FOUND } from './extractive.ts';
import type { ReplyEvent } from './reply.ts';
import { MODEL_UNAVAILABLE } from './unavailable.ts';
import { tellingWords } from './words.ts';

/** An answer that is older than this is made anew. */
const CACHE_MINUTES = 10;

type AnyCall = Call<unknown, unknown, unknown>;

/** Questions that differ only in small words and order are the same question. */
const cacheKey = (question: string): string => tellingWords(question).toSorted().join(' ');

/** An answer that this user was given to the same opening question, while no file has changed since. */
export async function lookUpAnswer(
  call: AnyCall,
  question: string,
): Promise<Extract<ReplyEvent, { kind: 'finished' }> | undefined> {
  const row = await call.scoped('cache.lookup', ({ db, mine }) =>
    db
      .selectFrom('cachedAnswers')
      .select(['reply', 'citations'])
      .where('question', '=', cacheKey(question))
      .where('createdAt', '>', new Date(Date.now() - CACHE_MINUTES * 60_000))
      .where(mine('cachedAnswers'))
      .orderBy('createdAt', 'desc')
      .executeTakeFirst(),
  );
  return row && { kind: 'finished', text: row.reply, citations: row.citations };
}

/** Keeps an answer that was drawn from files; others may be different a moment later. */
export async function keepAnswer(
  call: AnyCall,
  question: string,
  { text, citations }: { readonly text: string; readonly citations: readonly Citation[] },
): Promise<void> {
  const key = cacheKey(question);
  if (key === '' || citations.length === 0 || text === NOTHING_FOUND || text === MODEL_UNAVAILABLE) return;
  await call.scoped('cache.keep', ({ db, owner }) =>
    db
      .insertInto('cachedAnswers')
      .values({
        ...owner,
        id: randomUUID(),
        question: key,
        reply: text,
        citations: sql`${JSON.stringify(citations)}::jsonb`,
      })
      .execute(),
  );
}

/** Forgets every answer of a workspace whose files have changed. */
export async function forgetAnswers(call: AnyCall): Promise<void> {
  await call.system((db) =>
    db.deleteFrom('cachedAnswers').where('workspaceId', '=', call.actor.workspaceId).execute(),
  );
}
