import { CompiledQuery, Kysely, PostgresDialect, sql, type DatabaseConnection } from 'kysely';
import { Pool } from 'pg';
import { PLUGINS } from './plugins.ts';
import type { Tables } from './tables.ts';

/** Requests wait this long for a connection, and queries run this long, before they are refused. */
const PATIENCE_MS = 10_000;

/** Connects to a Postgres server; nothing is asked of it yet. */
export function connectToServer(url: string): Kysely<Tables> {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    statement_timeout: PATIENCE_MS,
    idle_in_transaction_session_timeout: PATIENCE_MS,
  });
  // A server that restarts ends connections, in use or not. The pool replaces them, and a query in progress
  // fails by itself; the event says nothing new, but unheard it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const dialect = new PostgresDialect({ pool, onCreateConnection: pinSearchPath });
  return new Kysely<Tables>({ dialect, plugins: PLUGINS });
}

/**
 * Names the schemas once and for all. `"$user"`, the first of Postgres' default path, would follow the role
 * that each transaction assumes, away from the tables that the owner made.
 */
async function pinSearchPath(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(PIN_SEARCH_PATH));
}

const PIN_SEARCH_PATH = `select set_config('search_path',
  (select string_agg(quote_ident(name), ', ') from unnest(current_schemas(false)) as name), false)`;

/** Why we cannot work there, in words for the person who started us; nothing when we can. */
export async function serverProblem(db: Kysely<Tables>): Promise<string | undefined> {
  try {
    const { rows } = await sql<Place>`
      select current_schema() as schema,
        has_schema_privilege(current_schema(), 'create') as may_create,
        (select string_agg(rolname, ', ') from pg_roles
          where rolname in ('app_user', 'app_system') and (rolsuper or rolbypassrls)) as unmasked
    `.execute(db);
    return rows[0] && placeProblem(rows[0]);
  } catch (error) {
    // The address may hold the password, so only the reason is passed on.
    const reason = error instanceof Error && error.message !== '' ? error.message : 'it does not answer';
    return `The Postgres server in DATABASE_URL cannot be used: ${reason}`;
  }
}

type Place = {
  readonly schema: string | null;
  readonly mayCreate: boolean | null;
  readonly unmasked: string | null;
};

function placeProblem({ schema, mayCreate, unmasked }: Place): string | undefined {
  if (schema === null)
    return 'The database user in DATABASE_URL has no schema that exists on its search_path.';
  if (mayCreate !== true) {
    return `The database user in DATABASE_URL may not create tables in the schema ${schema}.`;
  }
  // Somebody else's role of the same name would switch off the second defence without a word.
  return unmasked === null
    ? undefined
    : `Row-level security does not bind the role ${unmasked} on this server.`;
}
