import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { LoweredRole } from '../../evidence/ended-access.ts';
import { decideEndedAccess } from '../ended-access.ts';

/** A lowered role counts at once, also in old sessions. */
export const roleLowered = defineCheck({
  id: 'authorization/role-lowered',
  decides: [row('authorization'), gate('authorization'), step('H2'), step('I1'), step('C2')],
  title: 'A lowered role counts at once, also in old sessions',
  why: 'An admin who is made a member again stays an admin as long as the old session lives, which may be months.',
  passes:
    'After the role is lowered, the session that was opened before is refused what only the higher role may do and what it did a moment ago.',
  sources: [
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 2 },
    { owasp: 'API5:2023' },
    { cwe: 613 },
  ],
  absentKey: 'roles',
  needs: { members: LoweredRole },
  judge: ({ members }) => decideEach(members, decideEndedAccess),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Read the role from the store on every request, or keep tokens that carry it to a few minutes.',
      'End the sessions of an account whose role was changed.',
    ],
  },
});
