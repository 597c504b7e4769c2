import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { rowLevelSecurity } from '../../auditor/src/fixes/infra/row-level-security.ts';
import { contextFor } from '../../auditor/src/fixes/samples.ts';

const FORGETFUL = 'select text from notes order by text';
const folder = mkdtempSync(join(tmpdir(), 'launch-ready-rls-'));
afterAll(() => rmSync(folder, { recursive: true }));

let db: PGlite;
beforeEach(async () => {
  db = new PGlite();
  await db.exec(`
    create table notes (id int generated always as identity, tenant_id text not null, text text not null);
    insert into notes (tenant_id, text) values ('acme', 'of acme'), ('globex', 'of globex');
    create role app login; grant select, insert, update, delete on notes to app;
    create role authenticated; grant select on notes to authenticated;
    create schema auth; grant usage on schema auth to authenticated;
    create function auth.jwt() returns jsonb language sql as $$ select current_setting('request.jwt.claims', true)::jsonb $$;
  `);
});

const texts = async () => (await db.query<{ text: string }>(FORGETFUL)).rows.map((row) => row.text);

function filesFor(part: 'postgres' | 'supabase') {
  const context = contextFor('generic');
  return rowLevelSecurity.recipe({ ...context, stack: { ...context.stack, parts: [part] } }).files;
}

it('keeps tenants apart where a query forgets its filter', async () => {
  const [migration, module] = filesFor('postgres');
  await db.exec('set role app');
  expect(await texts()).toEqual(['of acme', 'of globex']);
  await db.exec(`reset role; ${migration?.text ?? ''} set role app`);
  expect(await texts()).toEqual([]);

  writeFileSync(join(folder, 'tenant.mjs'), module?.text ?? '');
  const { asTenant } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'tenant.mjs')).href)) as {
    asTenant: <R>(pool: unknown, tenant: string, work: (client: PGlite) => Promise<R>) => Promise<R>;
  };
  const client = { query: db.query.bind(db), release: () => undefined };
  const pool = { connect: () => Promise.resolve(client) };
  expect(await asTenant(pool, 'acme', texts)).toEqual(['of acme']);
  expect(await texts()).toEqual([]);
  const forged = asTenant(pool, 'acme', (one) =>
    one.query(`insert into notes (tenant_id, text) values ('globex', 'x')`),
  );
  await expect(forged).rejects.toThrow('row-level security');
  await expect(asTenant(pool, '', texts)).rejects.toThrow('No tenant');
});

it('does so for users of Supabase by the claims that they cannot write', async () => {
  const [migration] = filesFor('supabase');
  await db.exec(`${migration?.text ?? ''} set role authenticated`);
  const as = (claims: object) =>
    db.query(`select set_config('request.jwt.claims', $1, false)`, [JSON.stringify(claims)]);
  await as({ app_metadata: { tenant_id: 'globex' } });
  expect(await texts()).toEqual(['of globex']);
  await as({ user_metadata: { tenant_id: 'acme' } });
  expect(await texts()).toEqual([]);
});
