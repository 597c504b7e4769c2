import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { WeaklySignedToken } from '../../evidence/forged-token.ts';
import { decideForgery } from '../doors.ts';

/** Tokens are not signed with a guessable secret. */
export const weakSigningSecret = defineCheck({
  id: 'authentication/weak-signing-secret',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
  ],
  title: 'Tokens are not signed with a guessable secret',
  why: 'Who guesses the secret can sign a token for any customer and any role, and no log will show the difference.',
  passes:
    'The genuine token does not verify under any secret of the public list of defaults and tutorial values, nor, where the file names the repository, under one that stands in it: in examples of the environment or as a fall-back in code.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 1391 },
    { cwe: 798 },
    { rfc: 8725, section: '3.5' },
  ],
  needs: { tokens: WeaklySignedToken },
  judge: ({ tokens }) => decideEach(tokens, decideForgery),
  fix: {
    minutes: 20,
    deliverable: 'hardening',
    steps: [
      "Make a new secret of at least 32 random bytes and keep it in the server's environment.",
      'Refuse to start without it: no default in the code.',
      'Rotating it signs everyone out; do it before launch.',
    ],
    kits: ['jwt-verify'],
  },
});
