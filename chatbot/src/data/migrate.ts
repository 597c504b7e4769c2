import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { Tables } from './tables.ts';

/** Brings a database to the newest schema; of several processes that start at once, one does. */
export async function migrate(database: Kysely<Tables>): Promise<void> {
  const schema = await currentSchema(database);
  if (await isNewest(database, schema)) return;
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => allMigrations() },
    // Unnamed, the records of a chatbot in another schema of this database are taken for ours.
    migrationTableSchema: schema,
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const reason = error instanceof Error ? error.message : 'unknown reason';
  throw new Error(`The database could not be migrated: ${reason}`, { cause: error });
}

async function currentSchema(database: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(database);
  return rows[0]?.schema ?? 'public';
}

/** The migrator's table of what it has done. */
const RECORDS = 'kysely_migration';

/** One glance at the records: the migrator's own look at the whole catalogue takes the embedded database half a second. */
async function isNewest(database: Kysely<Tables>, schema: string): Promise<boolean> {
  const { rows: found } = await sql`
    select from pg_tables where schemaname = ${schema} and tablename = ${RECORDS}
  `.execute(database);
  if (found.length === 0) return false;
  const { rows } = await sql<{ name: string }>`select name from ${sql.id(schema, RECORDS)}`.execute(database);
  const done = new Set(rows.map(({ name }) => name));
  return Object.keys(MIGRATIONS).every((name) => done.has(name));
}

const allMigrations = (): Record<string, Migration> =>
  Object.fromEntries(Object.entries(MIGRATIONS).map(([name, statements]) => [name, { up: run(statements) }]));

const run = (statements: readonly string[]) => async (db: Kysely<unknown>) => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
