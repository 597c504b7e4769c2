import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { SuspendedMember } from '../../evidence/ended-access.ts';
import { decideEndedAccess } from '../ended-access.ts';

/** A suspended member is shut out with every credential. */
export const suspension = defineCheck({
  id: 'authorization/suspension',
  decides: [row('authorization'), gate('authorization'), step('H2'), step('I1'), step('C2')],
  title: 'A suspended member is shut out with every credential',
  why: 'Somebody is suspended because they must not get in any more. A key that goes on working makes that a formality.',
  passes:
    'After a suspension the session, a fresh log-in and an API key of the member are refused, each of which worked before, and the member works again when it is let in again.',
  sources: [
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 2 },
    { owasp: 'API5:2023' },
    { cwe: 613 },
    { cve: 'CVE-2026-32717' },
  ],
  needs: { members: SuspendedMember },
  judge: ({ members }) => decideEach(members, decideEndedAccess),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Look the state of the membership up on every request, whatever the credential is, in the one place that resolves callers.',
      'End sessions and disable API keys when somebody is suspended.',
    ],
  },
});
