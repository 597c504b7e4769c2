import { describe, expect, test } from 'vitest';
import { guardBypass as guardBypassCheck } from '../../checks/authentication/guard-bypass.ts';
import { noCredentials } from '../../checks/authentication/no-credentials.ts';
import { sessionAfterLogout as sessionAfterLogoutCheck } from '../../checks/authentication/session-after-logout.ts';
import { tamperedToken } from '../../checks/authentication/tampered-token.ts';
import { deleteObject } from '../../checks/authorization/delete-object.ts';
import { ownLists } from '../../checks/authorization/list.ts';
import { massAssignment as massAssignmentCheck } from '../../checks/authorization/mass-assignment.ts';
import { readObject } from '../../checks/authorization/read-object.ts';
import { roleChange as roleChangeCheck } from '../../checks/authorization/role-change.ts';
import { roleMatrix } from '../../checks/authorization/role-matrix.ts';
import { tenantSelector as tenantSelectorCheck } from '../../checks/authorization/tenant-selector.ts';
import { writeObject } from '../../checks/authorization/write-object.ts';
import type { Check } from '../../core/check.ts';
import type { Verdict } from '../../core/verdict.ts';
import { rehearse } from '../../io/rehearsal.ts';
import type { Probe } from '../../io/probe.ts';
import { accountAssignment } from '../account-assignment.ts';
import { anonymousCall } from '../anonymous-call.ts';
import { anonymousRead } from '../anonymous-read.ts';
import { anonymousWrite } from '../anonymous-write.ts';
import { forgedToken } from '../forged-token.ts';
import { guardBypass } from '../guard-bypass.ts';
import { massAssignment } from '../mass-assignment.ts';
import { objectDelete } from '../object-delete.ts';
import { objectList } from '../object-list.ts';
import { objectRead } from '../object-read.ts';
import { objectWrite } from '../object-write.ts';
import { publicAnswer } from '../public-answer.ts';
import { roleCall } from '../role-call.ts';
import { roleChange } from '../role-change.ts';
import { sessionAfterLogout } from '../session-after-logout.ts';
import { tenantSelector } from '../tenant-selector.ts';
import { PINBOARD_OPERATIONS, PINBOARD_TARGET } from './pinboard-target.ts';
import { createPinboard, type Weakness } from './pinboard.ts';

/** The checks with the probes that gather for them. */
const CHECKS: readonly (readonly [Check, readonly Probe[]])[] = [
  [noCredentials, [anonymousRead, anonymousWrite, anonymousCall, publicAnswer]],
  [guardBypassCheck, [guardBypass]],
  [tamperedToken, [forgedToken]],
  [sessionAfterLogoutCheck, [sessionAfterLogout]],
  [readObject, [objectRead]],
  [writeObject, [objectWrite]],
  [deleteObject, [objectDelete]],
  [ownLists, [objectList]],
  [tenantSelectorCheck, [tenantSelector]],
  [massAssignmentCheck, [massAssignment, accountAssignment]],
  [roleChangeCheck, [roleChange]],
  [roleMatrix, [roleCall]],
];

/** Runs the probes of one check against a pinboard and judges what they gathered, as the engine would. */
async function audit(
  check: Check,
  probes: readonly Probe[],
  weaknesses: readonly Weakness[],
): Promise<Verdict> {
  const runs: Awaited<ReturnType<typeof rehearse>>[] = [];
  for (const probe of probes) {
    const run = await rehearse({
      probe,
      serve: createPinboard(weaknesses).handle,
      target: PINBOARD_TARGET,
      operations: PINBOARD_OPERATIONS,
    });
    expect(run.requests).toBeLessThanOrEqual(run.planned);
    expect(run.leftBehind).toEqual([]);
    runs.push(run);
  }
  const given = Object.fromEntries(
    Object.entries(check.needs).map(([name, { kind }]) => [
      name,
      {
        evidence: runs.flatMap((run) => run.evidence).filter((one) => one.kind === kind),
        missing: runs.flatMap((run) =>
          run.results.flatMap(({ cell, result }) =>
            result.kind === 'undecided' ? [{ cell, because: result.because }] : [],
          ),
        ),
      },
    ]),
  );
  return check.judge(given);
}

describe('a pinboard that keeps its promises', () => {
  test.each(CHECKS)('$id passes', async (check, probes) => {
    const verdict = await audit(check, probes, []);
    expect(verdict.undecided).toEqual([]);
    expect(verdict.findings).toEqual([]);
    expect(verdict.status).toBe('pass');
  });
});

describe('a pinboard with a weakness', () => {
  test.each<[Weakness, string]>([
    ['read-any-board', 'authorization/read-object'],
    ['read-any-pin', 'authorization/read-object'],
    ['pin-under-foreign-board', 'authorization/read-object'],
    ['fetch-any-board', 'authorization/read-object'],
    ['open-fetch', 'authentication/no-credentials'],
    ['edit-any-board', 'authorization/write-object'],
    ['pin-on-any-board', 'authorization/write-object'],
    ['archive-any-board', 'authorization/write-object'],
    ['remove-any-board', 'authorization/delete-object'],
    ['club-from-body', 'authorization/mass-assignment'],
    ['pin-moved-by-body', 'authorization/mass-assignment'],
    ['rank-from-body', 'authorization/mass-assignment'],
    ['list-all-boards', 'authorization/list'],
    ['find-everywhere', 'authorization/list'],
    ['club-from-header', 'authorization/tenant-selector'],
    ['rank-from-body', 'authorization/role-change'],
    ['ledger-for-all', 'authorization/role-matrix'],
    ['open-board', 'authentication/no-credentials'],
    ['open-edit', 'authentication/no-credentials'],
    ['trusts-user-header', 'authentication/guard-bypass'],
    ['guard-by-exact-path', 'authentication/guard-bypass'],
    ['logout-keeps-session', 'authentication/session-after-logout'],
  ])('%s fails %s with proof', async (weakness, id) => {
    const found = CHECKS.find(([check]) => check.id === id);
    expect(found).toBeDefined();
    if (found === undefined) return;
    const verdict = await audit(found[0], found[1], [weakness]);
    expect(verdict).toMatchObject({ status: 'fail' });
    expect(verdict.findings.some((one) => one.certainty === 'proven' && one.level === 'fail')).toBe(true);
  });
});
