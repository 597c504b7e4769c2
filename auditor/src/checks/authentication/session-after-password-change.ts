import { defineCheck, flag, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { SessionAfterPasswordChange } from '../../evidence/revoked-session.ts';
import { decideRevocation } from '../doors.ts';

/** A new password shuts everybody else out. */
export const sessionAfterPasswordChange = defineCheck({
  id: 'authentication/session-after-password-change',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
    flag('M-flag-1'),
  ],
  title: 'A new password ends every other session',
  why: 'Changing the password is how a customer throws an intruder out. Where old sessions live on, the intruder stays.',
  passes:
    'After the password was changed in one session, another session of the account and its refresh token are refused, while a fresh log-in works.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 613 },
  ],
  needs: { sessions: SessionAfterPasswordChange },
  judge: ({ sessions }) => decideEach(sessions, decideRevocation),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'When a password is set, by change or by reset, end every other session of the account in the same transaction.',
      'End refresh tokens, remembered devices and personal access tokens that came from a log-in as well.',
      'Where tokens are not looked up, keep the time of the last change with the account and refuse tokens issued before it.',
    ],
  },
  absentKey: 'passwords',
});
