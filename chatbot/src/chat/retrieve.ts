import { sql } from 'kysely';
import type { Call } from '../http/call.ts';
import type { PromptData } from '../policies/prompt.ts';
import { tellingWords } from './words.ts';

const MOST_PASSAGES = 8;

/** Below this, n-gram vectors of unrelated English sentences overlap by chance. */
const LEAST_SIMILARITY = 0.25;

/** Finds the passages of the workspace that fit a question: by its words, and by its vector. */
export async function retrieve(
  call: Call<unknown, unknown, unknown>,
  question: string,
): Promise<readonly PromptData[]> {
  const [vector] = await call.services.embedder.embed([question]);
  const words = tellingWords(question).slice(0, 40).join(' | ');
  return call.scoped('retrieval.search', async ({ db, mine }) => {
    const similarity = sql<number>`(select sum(a * b) from unnest(passages.embedding, ${vector}::real[]) as pair(a, b))`;
    const rank = sql<number>`ts_rank(passages.words, to_tsquery('english', ${words}))`;
    const rows = await db
      .selectFrom('passages')
      .innerJoin('files', 'files.id', 'passages.fileId')
      .select([
        'files.id as fileId',
        'files.name',
        'passages.text',
        similarity.as('similarity'),
        rank.as('rank'),
      ])
      .where(mine('passages'))
      .where(mine('files'))
      .where(
        sql<boolean>`(passages.words @@ to_tsquery('english', ${words}) or ${similarity} > ${LEAST_SIMILARITY})`,
      )
      .orderBy(sql`${rank} * 4 + ${similarity} desc`)
      .limit(MOST_PASSAGES)
      .execute();
    return rows.map(({ fileId, name, text }) => ({ source: 'document', title: name, text, fileId }));
  });
}
