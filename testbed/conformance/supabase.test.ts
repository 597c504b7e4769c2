import { afterAll, beforeAll, describe, it } from 'vitest';
import { embedded, type Database } from '../strangers/supabase/database.ts';
import { FLAWS, type HostedFlaw } from '../strangers/supabase/flaws.ts';
import { auditSupabase, expectGreen, expectRed } from './hosted-audit.ts';

let database: Database;
beforeAll(async () => {
  database = await embedded();
});
afterAll(() => database.close());

describe('a product that lives on Supabase', () => {
  it('passes every check of access with its policies in place', async () => {
    expectGreen(await auditSupabase(database));
  });

  it.each<HostedFlaw>(FLAWS)('with $id: $what', async ({ sql, fails, where }) => {
    expectRed(await auditSupabase(database, sql), fails, where);
  });
});
