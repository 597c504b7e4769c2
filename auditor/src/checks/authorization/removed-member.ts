import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { RemovedMember } from '../../evidence/ended-access.ts';
import { decideEndedAccess } from '../ended-access.ts';

/** A member who was removed has no access any more. */
export const removedMember = defineCheck({
  id: 'authorization/removed-member',
  decides: [row('authorization'), gate('authorization'), step('H2'), step('I1'), step('C2')],
  title: 'A member who was removed has no access any more',
  why: 'People leave, and customers believe that removing them is enough. What they still reach is a leak that nobody looks for.',
  passes:
    'After a removal the session, a fresh log-in and an API key of the former member are refused what they showed before, and the member works again when it is added again.',
  sources: [
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 2 },
    { owasp: 'API5:2023' },
    { cwe: 613 },
  ],
  needs: { members: RemovedMember },
  judge: ({ members }) => decideEach(members, decideEndedAccess),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Look the membership up on every request; do not trust a tenant that a token or a key was issued for.',
      'Delete API keys and sessions of a tenant together with the membership.',
    ],
  },
});
