import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embedded, type Database } from '../strangers/supabase/database.ts';
import { FLAWS, type HostedFlaw } from '../strangers/supabase/flaws.ts';
import { auditSupabase, notPassed, provenAt } from './hosted-audit.ts';

let database: Database;
beforeAll(async () => {
  database = await embedded();
});
afterAll(() => database.close());

describe('a product that lives on Supabase', () => {
  it('passes every check of access with its policies in place', async () => {
    expect(notPassed(await auditSupabase(database))).toEqual([]);
  });

  it.each<HostedFlaw>(FLAWS)('with $id: $what', async ({ sql, fails, where }) => {
    expect(provenAt(await auditSupabase(database, sql), where)).toEqual([...fails].sort());
  });
});
