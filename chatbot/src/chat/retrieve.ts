import { sql } from 'kysely';
import type { Call } from '../http/call.ts';
import type { PromptData } from '../policies/prompt.ts';
import { tellingWords } from './words.ts';

const MOST_PASSAGES = 8;

/** Below this, n-gram vectors of unrelated English sentences overlap by chance. */
const LEAST_SIMILARITY = 0.25;

/** Where to search: the whole workspace, or one collection, or what is attached to one conversation. */
export type Place =
  | { readonly query: 'retrieval.search' }
  | { readonly query: 'collections.search'; readonly collectionId: string }
  | { readonly query: 'attachments.passages'; readonly conversationId: string };

/** A passage that fits. */
export type Passage = { readonly fileId: string; readonly name: string; readonly text: string };

/** What an answer to this question in this conversation may be drawn from. */
export async function retrieve(
  call: Call<unknown, unknown, unknown>,
  question: string,
  conversationId: string,
): Promise<readonly PromptData[]> {
  const attached = await searchPassages(call, question, { query: 'attachments.passages', conversationId });
  const found = await searchPassages(call, question, { query: 'retrieval.search' });
  const passages = new Map([...attached, ...found].map((passage) => [passage.text, passage]));
  return [...passages.values()].map(({ fileId, name, text }) => ({
    source: 'document',
    title: name,
    text,
    fileId,
  }));
}

/** Finds passages that fit a question: by its words, and by its vector. */
export async function searchPassages(
  call: Call<unknown, unknown, unknown>,
  question: string,
  place: Place,
): Promise<readonly Passage[]> {
  const [vector] = await call.services.embedder.embed([question]);
  const words = tellingWords(question).slice(0, 40).join(' | ');
  return call.scoped(place.query, ({ db, mine }) => {
    const similarity = sql<number>`(select sum(a * b) from unnest(passages.embedding, ${vector}::real[]) as pair(a, b))`;
    const rank = sql<number>`ts_rank(passages.words, to_tsquery('english', ${words}))`;
    return db
      .selectFrom('passages')
      .innerJoin('files', 'files.id', 'passages.fileId')
      .select(['files.id as fileId', 'files.name', 'passages.text'])
      .where(mine('passages'))
      .where(mine('files'))
      .where(within(place))
      .where(
        sql<boolean>`(passages.words @@ to_tsquery('english', ${words}) or ${similarity} > ${LEAST_SIMILARITY})`,
      )
      .orderBy(sql`${rank} * 4 + ${similarity} desc`)
      .limit(MOST_PASSAGES)
      .execute();
  });
}

function within(place: Place) {
  switch (place.query) {
    case 'retrieval.search':
      return sql<boolean>`true`;
    case 'collections.search':
      return sql<boolean>`passages.file_id in
        (select file_id from collection_files where collection_id = ${place.collectionId}::uuid)`;
    case 'attachments.passages':
      return sql<boolean>`passages.file_id in
        (select file_id from attachments where conversation_id = ${place.conversationId}::uuid)`;
  }
}
