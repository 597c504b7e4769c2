import { sql, type Kysely, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import { NOBODY, type Actor } from '../policies/facts.ts';
import type { RowOwner, ScopePolicy } from '../policies/scope.ts';
import type { QueryName } from './queries.ts';
import type { Tables } from './tables.ts';

/** Tables whose rows belong to one user of a workspace; the rows of others belong to the whole of it. */
const PRIVATE: ReadonlySet<string> = new Set([
  'apiKeys',
  'attachments',
  'cachedAnswers',
  'conversations',
  'exports',
  'memories',
  'messages',
  'shares',
  'streams',
  'traces',
]);

/** Tables that carry `workspaceId`. */
type TenantTable = {
  [Name in keyof Tables]: Tables[Name] extends { workspaceId: string } ? Name : never;
}[keyof Tables];

type Condition = RawBuilder<SqlBool>;

/** A transaction that sees what one actor may see, and the conditions that say so a second time. */
export type Scoped = {
  readonly db: Transaction<Tables>;
  /** Rows of this table that are the actor's to see. */
  readonly mine: (table: TenantTable) => Condition;
  /** Rows whose parent is the one named in the request. */
  readonly under: (column: `${TenantTable}.${string}`, parentId: string) => Condition;
  /** Whom a new row belongs to. */
  readonly owner: RowOwner;
};

/** One query to run for one actor. */
export type ScopedRequest = {
  readonly query: QueryName;
  readonly actor: Actor;
  /** What the client sent, for policies that look at it. */
  readonly body?: unknown;
};

/** Runs `work` in a transaction of its own under the actor's row-level security. */
export async function inScope<T>(
  database: Kysely<Tables>,
  policy: ScopePolicy,
  { query, actor, body }: ScopedRequest,
  work: (scoped: Scoped) => Promise<T>,
): Promise<T> {
  const role = policy.rowLevelSecurity(query, actor) === 'enforced' ? 'app_user' : 'app_system';
  const filter = policy.filter(query, actor);
  return database.transaction().execute(async (db) => {
    await assume(db, role, actor);
    return work({
      db,
      mine: (table) => ownership(table, actor, filter),
      under: (column, parentId) =>
        filter.parent ? sql<SqlBool>`${sql.ref(column)} = ${parentId}::uuid` : sql<SqlBool>`true`,
      owner: policy.newOwner(query, actor, body),
    });
  });
}

/** Runs `work` as the system: sign-in, mailed tokens, invitations, where there is no actor yet. */
export async function asSystem<T>(
  database: Kysely<Tables>,
  work: (db: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (db) => {
    await assume(db, 'app_system', { userId: NOBODY, workspaceId: NOBODY });
    return work(db);
  });
}

/** `set_config(…, true)` is SET LOCAL: it ends with the transaction, whoever gets the connection next. */
async function assume(
  db: Transaction<Tables>,
  role: 'app_user' | 'app_system',
  { userId, workspaceId }: RowOwner,
): Promise<void> {
  await sql`select set_config('role', ${role}, true),
    set_config('app.user_id', ${userId}, true),
    set_config('app.workspace_id', ${workspaceId}, true)`.execute(db);
}

function ownership(
  table: TenantTable,
  actor: Actor,
  filter: { workspace: boolean; owner: boolean },
): Condition {
  const workspace = filter.workspace
    ? sql`${sql.ref(`${table}.workspaceId`)} = ${actor.workspaceId}::uuid`
    : sql`true`;
  const owner =
    filter.owner && PRIVATE.has(table)
      ? sql`${sql.ref(`${table}.userId`)} = ${actor.userId}::uuid`
      : sql`true`;
  return sql<SqlBool>`(${workspace} and ${owner})`;
}
