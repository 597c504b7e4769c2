import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';

export type Row = { readonly [column: string]: unknown };
export type Run = (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** Who asks, as PostgREST tells the database. */
export interface Asker {
  readonly role: 'anon' | 'authenticated';
  readonly claims: { readonly [name: string]: unknown };
}

/** A real Postgres, with real roles and row-level security. */
export interface Database {
  /** Several statements, as the owner of everything. */
  script(sql: string): Promise<void>;
  owner: Run;
  /** Work in one transaction as somebody; what fails is rolled back. */
  as<Result>(asker: Asker, work: (run: Run) => Promise<Result>, readOnly?: boolean): Promise<Result>;
  close(): Promise<void>;
}

/** The SQLSTATE of what Postgres refused. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

interface Connection {
  readonly script: (sql: string) => Promise<void>;
  readonly query: Run;
  readonly close: () => Promise<void>;
}

/** Postgres in WebAssembly: needs nothing installed. */
export async function embedded(): Promise<Database> {
  const lite = await PGlite.create();
  return overConnection({
    script: async (sql) => void (await lite.exec(sql)),
    query: async (sql, values = []) => (await lite.query<Row>(sql, [...values])).rows,
    close: () => lite.close(),
  });
}

/** A server at an address. */
export async function served(url: string): Promise<Database> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return overConnection({
    script: async (sql) => void (await client.query(sql)),
    query: async (sql, values = []) => (await client.query<Row>(sql, [...values])).rows,
    close: () => client.end(),
  });
}

/** One connection, one transaction after the other. */
function overConnection({ script, query, close }: Connection): Database {
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  }
  return {
    script: (sql) => inTurn(() => script(sql)),
    owner: (sql, values) => inTurn(() => query(sql, values)),
    as: ({ role, claims }, work, readOnly = false) =>
      inTurn(async () => {
        await script(readOnly ? 'begin read only' : 'begin');
        try {
          await query(`select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)`, [
            role,
            JSON.stringify(claims),
          ]);
          const result = await work(query);
          await script('commit');
          return result;
        } catch (error) {
          await script('rollback');
          throw error;
        }
      }),
    close,
  };
}
