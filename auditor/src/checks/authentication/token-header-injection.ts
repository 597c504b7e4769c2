import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { OwnKeyToken } from '../../evidence/forged-token.ts';
import { decideForgery } from '../doors.ts';

/** A token cannot choose the key that it is checked with. */
export const tokenHeaderInjection = defineCheck({
  id: 'authentication/token-header-injection',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
  ],
  title: 'A token cannot choose the key that it is checked with',
  why: 'If the header of a token decides about the key, an attacker brings a key of their own and signs as any customer.',
  passes:
    'A protected route that refuses a garbage token refuses one that brings its own key (jwk), and one that names an empty file as its key (kid). Where the product runs on this machine, also one that says where to fetch its key (jku).',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 347 },
    { rfc: 8725, section: '3.10' },
    { cve: 'CVE-2018-0114' },
  ],
  needs: { tokens: OwnKeyToken },
  judge: ({ tokens }) => decideEach(tokens, decideForgery),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: [
      'Check tokens only with keys from your own configuration or from the one key set of your issuer.',
      'Ignore jwk, jku, x5c and x5u in the header of a token.',
      'Look a kid up in a list of known keys; never use it as a path or in a query.',
    ],
    kits: ['jwt-verify'],
  },
});
