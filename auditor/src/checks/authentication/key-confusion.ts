import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { ConfusedKeyToken } from '../../evidence/forged-token.ts';
import { decideForgery } from '../doors.ts';

/** The public key of tokens is no secret to sign them with. */
export const keyConfusion = defineCheck({
  id: 'authentication/key-confusion',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
  ],
  title: 'The public key of tokens is no secret to sign them with',
  why: 'The key that checks your tokens is published for everyone. A verifier that takes it for a shared secret lets everyone sign.',
  passes:
    'A protected route that refuses a garbage token refuses tokens signed with each published key as a shared secret, in every form in which a verifier may hold it. Where a shared secret signs the tokens and no key is published, there is nothing to confuse.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 347 },
    { rfc: 8725, section: '2.1' },
    { cve: 'CVE-2015-9235' },
  ],
  needs: { tokens: ConfusedKeyToken },
  judge: ({ tokens }) => decideEach(tokens, decideForgery),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: [
      'Give the verifier the one algorithm that you sign with, such as algorithms: ["RS256"]; never take it from the token.',
      'Keep keys in typed objects and not as text, so that a public key cannot be used as a secret.',
    ],
    kits: ['jwt-verify'],
  },
});
