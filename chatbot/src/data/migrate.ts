import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { Tables } from './tables.ts';

/** Brings a database to the newest schema; of several processes that start at once, one does. */
export async function migrate(database: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => allMigrations() },
    // Unnamed, the records of a chatbot in another schema of this database are taken for ours.
    migrationTableSchema: await currentSchema(database),
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

const allMigrations = (): Record<string, Migration> =>
  Object.fromEntries(Object.entries(MIGRATIONS).map(([name, statements]) => [name, { up: run(statements) }]));

const run = (statements: readonly string[]) => async (db: Kysely<unknown>) => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
