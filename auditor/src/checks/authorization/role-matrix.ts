import { defineCheck, flag, gate, row, step } from '../../core/check.ts';
import { RoleCall } from '../../evidence/role.ts';
import { judgeCalls } from '../role-calls.ts';

/** Operations kept for a role refuse every other. */
export const roleMatrix = defineCheck({
  id: 'authorization/role-matrix',
  decides: [
    row('authorization'),
    gate('authorization'),
    step('C2'),
    step('I1'),
    flag('M-flag-4'),
    flag('I-flag-1'),
  ],
  title: 'Operations kept for a role refuse every other',
  why: "Hiding a button is no protection: a member who knows the address reads the admin's page.",
  passes:
    'Each operation of expect.roles gives people of other roles nothing that only the allowed ones see, while it works for those.',
  sources: [
    { article: 'first-100-members', step: 2 },
    { article: 'internal-ops', step: 1 },
    { owasp: 'API5:2023' },
    { cwe: 862 },
    { cwe: 285 },
  ],
  needs: { calls: RoleCall },
  judge: ({ calls }) => judgeCalls(calls),
  absentKey: 'roles',
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Name the allowed roles beside each handler and check them on the server.',
      'Deny what is not named.',
      'Keep a test that calls every admin route as a member.',
    ],
  },
});
