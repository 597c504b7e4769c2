import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failedChecks, proofsOf } from '../src/scorecard.ts';
import { embedded, type Database } from '../strangers/supabase/database.ts';
import { FLAWS, type HostedFlaw } from '../strangers/supabase/flaws.ts';
import { auditSupabase, HOSTED_CHECKS } from './supabase-audit.ts';

let database: Database;
beforeAll(async () => {
  database = await embedded();
});
afterAll(() => database.close());

describe('a product that lives on Supabase', () => {
  it('passes every check of access with its policies in place', async () => {
    const { checks } = await auditSupabase(database);
    expect(checks.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(checks.map(({ id }) => id).sort()).toEqual(HOSTED_CHECKS);
  });

  it.each<HostedFlaw>(FLAWS)('with $id: $what', async ({ sql, fails, where }) => {
    const scorecard = await auditSupabase(database, sql);
    expect([...failedChecks(scorecard)].sort()).toEqual([...fails].sort());
    for (const check of scorecard.checks.filter(({ status }) => status === 'fail')) {
      expect(proofsOf(check)).not.toEqual([]);
      for (const finding of check.findings) expect(finding.where).toMatch(where);
    }
  });
});
