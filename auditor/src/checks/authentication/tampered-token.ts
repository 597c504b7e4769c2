import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { TamperedToken } from '../../evidence/forged-token.ts';
import { decideForgery } from '../doors.ts';

/** A token with a changed payload opens nothing. */
export const tamperedToken = defineCheck({
  id: 'authentication/tampered-token',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
  ],
  title: 'A token with a changed payload opens nothing',
  why: 'If the signature is not checked, anyone can write a token for any customer.',
  passes:
    'A protected route that refuses a garbage token refuses a token whose payload was changed after signing (also its role, tenant or subject), and one whose signature was changed or cut off. A signed cookie with another signature is refused as well.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 347 },
    { cwe: 345 },
  ],
  needs: { tokens: TamperedToken },
  judge: ({ tokens }) => decideEach(tokens, decideForgery),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: [
      'Verify the signature and the algorithm before reading any claim.',
      'Replace every decode-only call in request handling by one that verifies.',
    ],
    kits: ['jwt-verify'],
  },
});
