import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepared } from './prepared.ts';

type Note = { id: number; text: string; tags: string[] | null; extra: unknown; at: Date | null };
type Tables = { notes: Note };

let db: Kysely<Tables>;

beforeAll(async () => {
  db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: prepared(await PGlite.create()) }) });
  await sql`create table notes (id int primary key, text text not null, tags text[], extra jsonb, at timestamptz)`.execute(
    db,
  );
});
afterAll(() => db.destroy());
beforeEach(() => sql`truncate notes`.execute(db));

const NOTE: Note = {
  id: 1,
  text: 'a "b" \\ ü',
  tags: ['x', 'y, z'],
  extra: { deep: [1, null] },
  at: new Date(0),
};
const count = async () => (await db.selectFrom('notes').select('id').execute()).length;

describe('prepared', () => {
  it('gives back what was written, again and again', async () => {
    for (const id of [1, 2, 3]) {
      const note = { ...NOTE, id, extra: JSON.stringify(NOTE.extra) };
      await db.insertInto('notes').values(note).execute();
      const found = await db.selectFrom('notes').selectAll().where('id', '=', id).executeTakeFirst();
      expect(found).toEqual({ ...NOTE, id });
    }
    await db.insertInto('notes').values({ id: 4, text: '', tags: null, extra: null, at: null }).execute();
    const empty = await db.selectFrom('notes').selectAll().where('tags', 'is', null).execute();
    expect(empty).toEqual([{ id: 4, text: '', tags: null, extra: null, at: null }]);
  });

  it('says how many rows it changed', async () => {
    await db
      .insertInto('notes')
      .values([NOTE, { ...NOTE, id: 2 }].map((note) => ({ ...note, extra: '{}' })))
      .execute();
    const changed = await db.updateTable('notes').set({ text: 'new' }).where('id', '>', 0).executeTakeFirst();
    expect(changed.numUpdatedRows).toBe(2n);
  });

  it('undoes a transaction that fails, and goes on', async () => {
    const failing = db.transaction().execute(async (tx) => {
      await tx
        .insertInto('notes')
        .values({ ...NOTE, extra: null })
        .execute();
      await tx
        .insertInto('notes')
        .values({ ...NOTE, extra: null })
        .execute();
    });
    await expect(failing).rejects.toMatchObject({ code: '23505', constraint: 'notes_pkey' });
    expect(await count()).toBe(0);
  });

  it('does not call a transaction done in which something failed unnoticed', async () => {
    const careless = db.transaction().execute(async (tx) => {
      await tx
        .insertInto('notes')
        .values({ ...NOTE, extra: null })
        .execute();
      await sql`select * from nowhere`.execute(tx).catch(() => undefined);
    });
    await expect(careless).rejects.toThrow('rolled back instead of committed');
    expect(await count()).toBe(0);
  });

  it('undoes a transaction that its owner gives up, even before the first query', async () => {
    const giveUp = db.transaction().execute(() => Promise.reject(new Error('given up')));
    await expect(giveUp).rejects.toThrow('given up');
    await db
      .insertInto('notes')
      .values({ ...NOTE, extra: null })
      .execute();
    expect(await count()).toBe(1);
  });

  it('ends what a transaction has set with it', async () => {
    const setting = sql<{
      value: string;
    }>`select coalesce(current_setting('app.user_id', true), '') as value`;
    const within = await db.transaction().execute(async (tx) => {
      await sql`select set_config('app.user_id', ${'ana'}, true)`.execute(tx);
      return setting.execute(tx);
    });
    expect(within.rows).toEqual([{ value: 'ana' }]);
    expect((await setting.execute(db)).rows).toEqual([{ value: '' }]);
  });

  it('forgets old statements, and reads them anew', async () => {
    const oldest = () => sql<{ one: number }>`select 1 as one`.execute(db);
    await oldest();
    for (let index = 0; index < 600; index += 1)
      await sql`select ${sql.lit(index)}::int as value`.execute(db);
    expect((await oldest()).rows).toEqual([{ one: 1 }]);
    const { rows } = await sql<{
      known: number;
    }>`select count(*)::int as known from pg_prepared_statements`.execute(db);
    expect(rows[0]?.known).toBeLessThanOrEqual(501);
  });
});
