import { defineCheck, gate, row, step } from '../../core/check.ts';
import { LogSecrets } from '../../evidence/secret-scan.ts';
import { judgeScans } from './sightings.ts';

/** The logs hold no credential of a vendor. */
export const secretsInLogs = defineCheck({
  id: 'secrets/logs',
  decides: [row('secrets'), gate('secrets'), step('M3'), step('H1'), step('I2'), step('C3')],
  title: 'The logs hold no credential',
  why: 'Logs are kept for months, sent to a vendor and read by everybody who looks for a bug.',
  passes:
    'The logs that the target file names were searched for the shapes that vendors document, and none held a key that may not be seen.',
  sources: [
    { article: 'marketplace-onboarding', step: 3 },
    { article: 'team-handover', step: 1 },
    { article: 'internal-ops', step: 2 },
    { article: 'first-100-members', step: 3 },
    { cwe: 532 },
  ],
  needs: { lines: LogSecrets },
  judge: ({ lines }) => judgeScans(lines),
  fix: {
    minutes: 45,
    deliverable: 'secret-audit',
    steps: [
      'Make a new key at the vendor, put it where the server reads it, and revoke the old one: removing it from the code is not enough.',
      'Log an allow-list of fields (request id, route, status, latency, class of the error), never a whole request, response or configuration.',
      'Delete the old logs, also at the vendor that keeps them.',
    ],
    kits: ['log-scrub'],
  },
});
