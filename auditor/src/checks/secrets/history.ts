import { defineCheck, flag, gate, row, step } from '../../core/check.ts';
import { HistorySecrets } from '../../evidence/secret-scan.ts';
import { judgeScans } from './sightings.ts';

/** No older version of a file holds a credential. */
export const secretsInHistory = defineCheck({
  id: 'secrets/history',
  decides: [
    row('secrets'),
    gate('secrets'),
    step('B3'),
    step('M3'),
    step('H1'),
    step('I2'),
    step('C3'),
    flag('M-flag-3'),
  ],
  title: 'The history of the repository holds no credential',
  why: 'A key that was deleted in the next commit is still in every clone, and is found by anybody who looks.',
  passes:
    'Every object of the repository was searched, also those that no branch leads to any more, and none held a key that may not be seen.',
  sources: [
    { article: 'b2b-onboarding', step: 3 },
    { article: 'marketplace-onboarding', step: 3 },
    { article: 'team-handover', step: 1 },
    { article: 'internal-ops', step: 2 },
    { article: 'first-100-members', step: 3 },
    { owasp: 'API8:2023' },
    { cwe: 540 },
  ],
  needs: { objects: HistorySecrets },
  judge: ({ objects }) => judgeScans(objects),
  fix: {
    minutes: 60,
    deliverable: 'secret-audit',
    steps: [
      'Make a new key at the vendor, put it where the server reads it, and revoke the old one: removing it from the code is not enough.',
      'Only then, where the repository is or will be public, rewrite its history (git filter-repo) and have everybody clone anew.',
    ],
  },
  absentKey: 'repo',
});
