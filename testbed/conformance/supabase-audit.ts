import { expect } from 'vitest';
import { scorecardOf, type Scorecard } from '../src/scorecard.ts';
import type { Database } from '../strangers/supabase/database.ts';
import { SUPABASE_ENV, supabaseTarget } from '../strangers/supabase/supabase-target.ts';
import { startSupabase } from '../strangers/supabase/supabase.ts';
import { workplace } from './workplace.ts';

/** The checks that a hosted backend answers. */
export const HOSTED_CHECKS = [
  'authentication/no-credentials',
  'authorization/delete-object',
  'authorization/list',
  'authorization/read-object',
  'authorization/write-object',
];

/** Audits a Supabase project with one more migration; what the run creates must be gone afterwards. */
export async function auditSupabase(database: Database, migration = ''): Promise<Scorecard> {
  const project = await startSupabase(database, migration);
  using place = workplace(SUPABASE_ENV);
  const file = place.write(supabaseTarget(project.url));
  const only = HOSTED_CHECKS.join(',');
  const result = await place.run(['audit', file, '--format', 'json', '--quiet', '--only', only]);
  const scorecard = scorecardOf(result);
  expect((await place.run(['replay', 'latest'])).stdout).toMatch(/all the same/);
  expect(scorecard.run.leftBehind).toEqual([]);
  expect(await project.remaining()).toBe(0);
  await project.stop();
  return scorecard;
}
