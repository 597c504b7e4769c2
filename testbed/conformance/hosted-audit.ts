import { expect } from 'vitest';
import { proofsOf, scorecardOf, type Scorecard } from '../src/scorecard.ts';
import type { Database } from '../strangers/supabase/database.ts';
import { FIREBASE_ENV, firebaseTarget } from '../strangers/firebase/firebase-target.ts';
import { startFirebase } from '../strangers/firebase/firebase.ts';
import type { Rules } from '../strangers/firebase/rules.ts';
import { SUPABASE_ENV, supabaseTarget } from '../strangers/supabase/supabase-target.ts';
import { startSupabase } from '../strangers/supabase/supabase.ts';
import { workplace } from './workplace.ts';

/** The checks that a hosted backend answers. */
const HOSTED_CHECKS = [
  'authentication/no-credentials',
  'authorization/delete-object',
  'authorization/list',
  'authorization/read-object',
  'authorization/write-object',
];

/** Audits a Supabase project with one more migration; what the run creates must be gone afterwards. */
export async function auditSupabase(database: Database, migration = ''): Promise<Scorecard> {
  const project = await startSupabase(database, migration);
  const scorecard = await audited(supabaseTarget(project.url), SUPABASE_ENV);
  expect(await project.remaining()).toBe(0);
  await project.stop();
  return scorecard;
}

/** Audits a Firebase project with other rules; what the run creates must be gone afterwards. */
export async function auditFirebase(rules: Partial<Rules> = {}): Promise<Scorecard> {
  const project = await startFirebase(rules);
  const scorecard = await audited(firebaseTarget(project.url), FIREBASE_ENV);
  expect(project.remaining()).toBe(0);
  await project.stop();
  return scorecard;
}

async function audited(target: object, env: { readonly [name: string]: string }): Promise<Scorecard> {
  using place = workplace(env);
  const file = place.write(target);
  const only = HOSTED_CHECKS.join(',');
  const result = await place.run(['audit', file, '--format', 'json', '--quiet', '--only', only]);
  const scorecard = scorecardOf(result);
  expect((await place.run(['replay', 'latest'])).stdout).toMatch(/all the same/);
  expect(scorecard.run.leftBehind).toEqual([]);
  return scorecard;
}

/** Checks that did not pass, with their reasons, and those that were never asked. */
export function notPassed({ checks }: Scorecard): readonly string[] {
  const open = checks.filter(({ status }) => status !== 'pass');
  const asked = new Set(checks.map(({ id }) => id));
  return [
    ...open.map(({ id, status, because = '' }) => `${id} ${status} ${because}`),
    ...HOSTED_CHECKS.filter((id) => !asked.has(id)).map((id) => `${id} was not asked`),
  ];
}

/** Checks that failed with proof, in order; one that says something about another place too is told as such. */
export function provenAt(scorecard: Scorecard, where: RegExp): readonly string[] {
  return scorecard.checks
    .filter(({ status }) => status === 'fail')
    .map((check) => {
      const elsewhere = check.findings.filter((finding) => !where.test(finding.where));
      if (elsewhere.length > 0) return `${check.id} at ${elsewhere.map((one) => one.where).join(', ')}`;
      return proofsOf(check).length === 0 ? `${check.id} without proof` : check.id;
    })
    .sort();
}
