import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { UnsignedToken } from '../../evidence/forged-token.ts';
import { decideForgery } from '../doors.ts';

/** A token that says it needs no signature opens nothing. */
export const unsignedToken = defineCheck({
  id: 'authentication/unsigned-token',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
  ],
  title: 'A token that says it needs no signature opens nothing',
  why: 'If the server lets the token choose its algorithm, anyone can write a token for any customer and choose none.',
  passes:
    "A protected route that refuses a garbage token refuses the account's own claims under alg none, in every spelling and with an empty signature.",
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 347 },
    { cve: 'CVE-2015-9235' },
    { rfc: 8725, section: '3.1' },
  ],
  needs: { tokens: UnsignedToken },
  judge: ({ tokens }) => decideEach(tokens, decideForgery),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: [
      'Name the one algorithm that you sign with when verifying; never read it from the token.',
      'Refuse a token without a signature before looking at its claims.',
    ],
    kits: ['jwt-verify'],
  },
});
