import { describe, expect, it } from 'vitest';
import { findServer, openServer } from '../../chatbot/src/testing/postgres.ts';
import { failedChecks } from '../src/scorecard.ts';
import { served } from '../strangers/supabase/database.ts';
import { auditSupabase } from './hosted-audit.ts';

const source = findServer();

describe('a product on Supabase, over a Postgres server', () => {
  it('has a server where the system tests run', () => {
    expect(source !== undefined || process.env['SYSTEM_TESTS'] !== '1').toBe(true);
  });

  it.skipIf(source === undefined)(
    'passes with its policies, and fails without those of one table',
    async () => {
      if (source === undefined) return;
      const server = await openServer(source);
      const database = await served(server.url);
      try {
        expect(failedChecks(await auditSupabase(database))).toEqual([]);
        const without = await auditSupabase(database, 'alter table app.drafts disable row level security');
        expect(failedChecks(without)).toContain('authorization/read-object');
      } finally {
        await database.close();
        await server.close();
      }
    },
  );
});
