import { defineCheck, gate, row, step } from '../../core/check.ts';
import { analyseSpf } from '../../domain/spf.ts';
import { zoneOf } from '../../domain/zone.ts';
import { SpfRecords } from '../../evidence/domain-records.ts';
import { judgeProblems } from '../problems.ts';

export const spf = defineCheck({
  id: 'email/spf',
  decides: [row('email-auth'), gate('email-auth'), step('M6'), step('I5'), step('C6')],
  title: 'SPF says who may send mail for the domain, and receivers can read it',
  why: 'Without a working SPF record, sign-up and reset mails land in spam, and strangers send in your name.',
  passes:
    'One SPF record without mistakes, with at most 10 look-ups and 2 empty ones in its whole tree, that does not let everybody send.',
  sources: [
    { article: 'marketplace-onboarding', step: 6 },
    { article: 'internal-ops', step: 5 },
    { article: 'first-100-members', step: 6 },
    { rfc: 7208, section: '4.6.4' },
  ],
  needs: { records: SpfRecords },
  judge: ({ records }) =>
    judgeProblems(records, ({ domain, looks }) => ({
      where: domain,
      ...analyseSpf(domain, zoneOf(looks)),
    })),
  fix: {
    minutes: 30,
    deliverable: 'email-auth',
    steps: [
      'List every service that sends mail for the domain, and take its `include:` from its documentation.',
      'Publish one TXT record at the domain: `v=spf1 include:… ~all`. Remove services that you no longer use.',
      'Count the look-ups again: each include costs one and what it includes itself; ten are the limit.',
    ],
    kits: ['dns-mail'],
  },
  absentKey: 'mail',
});
