import { defineCheck, gate, row, step } from '../../core/check.ts';
import { analyseDkim } from '../../domain/dkim.ts';
import { zoneOf } from '../../domain/zone.ts';
import { DkimRecords } from '../../evidence/domain-records.ts';
import { judgeProblems } from '../problems.ts';

export const dkim = defineCheck({
  id: 'email/dkim',
  decides: [row('email-auth'), gate('email-auth'), step('M6'), step('I5'), step('C6')],
  title: 'The domain publishes a working DKIM key for the mail it sends',
  why: 'DKIM is what survives forwarding: without a key, receivers cannot tell your mail from a forgery.',
  passes:
    'Each selector that is in use has a key that counts: not revoked, not a test, at least 1024 bits. Without named selectors, a working key among the common ones.',
  sources: [
    { article: 'marketplace-onboarding', step: 6 },
    { article: 'internal-ops', step: 5 },
    { article: 'first-100-members', step: 6 },
    { rfc: 6376, section: '3.6.1' },
    { rfc: 8301, section: '3.2' },
    { rfc: 8463 },
  ],
  needs: { records: DkimRecords },
  judge: ({ records }) =>
    judgeProblems(records, ({ domain, selectors, looks }) => ({
      where: domain,
      ...analyseDkim(domain, selectors, zoneOf(looks)),
    })),
  fix: {
    minutes: 30,
    deliverable: 'email-auth',
    steps: [
      'Turn on DKIM at the service that sends your mail, and publish the record that it shows (2048 bits where you may choose).',
      'Send yourself a mail and read `s=` in its DKIM-Signature header: that is the selector to name in the target file.',
    ],
  },
  absentKey: 'mail',
});
