import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { ExpiredToken } from '../../evidence/forged-token.ts';
import { decideForgery } from '../doors.ts';

/** A token that has expired opens nothing. */
export const expiredToken = defineCheck({
  id: 'authentication/expired-token',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
  ],
  title: 'A token that has expired opens nothing',
  why: 'A token that never dies is a key that can never be taken back: a laptop or a log from last year still opens the account.',
  passes:
    'A protected route that refuses no token and a garbage token refuses an expired token of the same account too, while a fresh one works.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 613 },
  ],
  needs: { tokens: ExpiredToken },
  judge: ({ tokens }) => decideEach(tokens, decideForgery),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: [
      "Check the exp claim (or the session's expiry in the store) on every request, on the server.",
      'Keep access tokens short, fifteen minutes for example, and refresh them.',
      'Allow for a clock skew of at most a minute.',
    ],
    kits: ['jwt-verify'],
  },
});
