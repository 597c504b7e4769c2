import type { Kit } from '../kit.ts';

const TABLES = String.raw`-- Every table of schema public that has a tenant_id shows each tenant its own rows only, whatever a query forgets to say.
-- Look at the list of tables first:
--   select table_name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id';
do $$
declare
  one record;
begin
  for one in
    select c.table_name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'
  loop
    execute format('alter table public.%I enable row level security', one.table_name);
    -- Without it, the owner of the table is not held to its policies.
    execute format('alter table public.%I force row level security', one.table_name);
    execute format('drop policy if exists tenant_isolation on public.%I', one.table_name);
    execute format(
      'create policy tenant_isolation on public.%I using (tenant_id::text = TENANT) with check (tenant_id::text = TENANT)',
      one.table_name
    );
  end loop;
end
$$;
`;

const POSTGRES = TABLES.replaceAll('TENANT', `nullif(current_setting(''app.tenant'', true), '''')`);
/** Supabase hands the claims of the signed-in user to the policies; what users may write themselves (user_metadata) is not asked. */
const SUPABASE = TABLES.replaceAll(
  'TENANT',
  `(select auth.jwt() -> ''app_metadata'' ->> ''tenant_id'')`,
).replace('on public.%I using (', 'on public.%I to authenticated using (');

const NODE = String.raw`// Runs work as one tenant: what the database shows is this tenant's, for this transaction only.
export async function asTenant(pool, tenant, work) {
  if (typeof tenant !== 'string' || tenant === '') throw new Error('No tenant: nothing may be read.');
  const client = await pool.connect();
  try {
    await client.query('begin');
    // true: ends with the transaction, so that the next user of the connection does not inherit it.
    await client.query("select set_config('app.tenant', $1, true)", [tenant]);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
`;

export const rowLevelSecurity: Kit = {
  id: 'row-level-security',
  title: 'The database itself keeps tenants apart',
  explanation:
    'Puts row-level security on every table with a tenant_id, so that a query that forgets its tenant finds nothing. It is the second wall: keep the filter in your queries as well. Superusers and roles with BYPASSRLS (in Supabase: the service key) walk past it. Tables without a tenant_id are not protected.',
  undo: 'drop policy tenant_isolation on …; alter table … no force row level security; alter table … disable row level security; for each table.',
  frameworks: 'any',
  recipe: ({ stack }) =>
    stack.parts.includes('supabase')
      ? {
          files: [{ path: 'supabase/migrations/20260101000000_tenant_isolation.sql', text: SUPABASE }],
          wiring: [
            'Put the tenant of each user into app_metadata.tenant_id, with the service key, never by the user.',
            'Try it in a copy of the database first: `supabase db reset`, then sign in as two customers.',
            'Take the service key out of everything that answers customers.',
          ],
          tried: 'run by a test',
          triedHow:
            'Run in Postgres (PGlite) with a stand-in for auth.jwt(): leaked before, held after. Supabase itself was not there.',
        }
      : {
          files: [
            { path: 'migrations/tenant_isolation.sql', text: POSTGRES },
            ...(stack.framework === 'fastapi'
              ? []
              : [{ path: `${stack.folder}security/tenant.mjs`, text: NODE }]),
          ],
          wiring: [
            'Run the migration as the owner of the tables, in a copy of the database first.',
            stack.framework === 'fastapi'
              ? `At the beginning of each transaction, with the tenant of the session: select set_config('app.tenant', :tenant, true)`
              : `import { asTenant } from './security/tenant.mjs';\n\nconst notes = await asTenant(pool, session.tenantId, (client) => client.query('select * from notes'));`,
            'Let the app connect with a role that is no superuser and has no BYPASSRLS: create role app login nobypassrls password …; grant what it needs.',
            'Take the tenant from the verified session, never from a header, path or body alone.',
          ],
          tried: 'run by a test',
          triedHow:
            'Run in Postgres (PGlite): a query without its filter leaked before; after, it found its own rows, and nothing without a tenant.',
        },
};
