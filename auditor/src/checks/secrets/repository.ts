import { defineCheck, gate, row, step } from '../../core/check.ts';
import { RepositorySecrets } from '../../evidence/secret-scan.ts';
import { judgeScans } from './sightings.ts';

/** The files of the repository hold no credential. */
export const secretsInRepository = defineCheck({
  id: 'secrets/repository',
  decides: [row('secrets'), gate('secrets'), step('B3'), step('M3'), step('H1'), step('I2'), step('C3')],
  title: 'The repository holds no credential',
  why: 'Everybody who ever gets the code, a contractor, a code generator, a stolen laptop, gets the key with it.',
  passes:
    'Every file under version control was searched for the shapes that vendors document, and none held a key that may not be seen.',
  sources: [
    { article: 'b2b-onboarding', step: 3 },
    { article: 'marketplace-onboarding', step: 3 },
    { article: 'team-handover', step: 1 },
    { article: 'internal-ops', step: 2 },
    { article: 'first-100-members', step: 3 },
    { owasp: 'API8:2023' },
    { cwe: 798 },
  ],
  needs: { files: RepositorySecrets },
  judge: ({ files }) => judgeScans(files),
  fix: {
    minutes: 45,
    deliverable: 'secret-audit',
    steps: [
      'Make a new key at the vendor, put it where the server reads it, and revoke the old one: removing it from the code is not enough.',
      'Read it from the environment, and keep .env files out of the repository (.gitignore).',
      'Let the host of the repository refuse pushes that hold keys (push protection).',
    ],
  },
  absentKey: 'repo',
});
