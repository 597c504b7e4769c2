import { defineCheck, flag, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { SessionAfterLogout } from '../../evidence/revoked-session.ts';
import { decideRevocation } from '../doors.ts';

/** A session ends with its log-out. */
export const sessionAfterLogout = defineCheck({
  id: 'authentication/session-after-logout',
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
  title: 'A session ends with its log-out',
  why: 'Whoever copied the credential, from a shared computer, a log or a screen share, stays inside after the customer believes to have left.',
  passes:
    'The same credential and its refresh token are refused after the log-out, while a fresh log-in of the same account works.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 613 },
  ],
  needs: { sessions: SessionAfterLogout },
  judge: ({ sessions }) => decideEach(sessions, decideRevocation),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Keep sessions, or the ids of revoked tokens, in a store and look there on every request.',
      'Delete or mark the session on log-out, not only the cookie in the browser.',
      'End the refresh token together with it.',
    ],
  },
});
