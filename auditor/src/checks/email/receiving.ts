import { defineCheck } from '../../core/check.ts';
import { analyseReceiving } from '../../domain/receiving.ts';
import { zoneOf } from '../../domain/zone.ts';
import { MailServers } from '../../evidence/domain-records.ts';
import { judgeProblems } from '../problems.ts';

export const receiving = defineCheck({
  id: 'email/receiving',
  decides: [],
  title: 'The domain that sends mail also takes answers',
  why: 'Customers answer the mails they get; what comes back as undeliverable is a lost customer.',
  passes: 'The sending domain names a mail server. Everything else is advice: no article asks for it.',
  sources: [{ rfc: 5321, section: '5.1' }, { rfc: 7505 }],
  needs: { records: MailServers },
  judge: ({ records }) =>
    judgeProblems(records, ({ domain, looks }) => {
      const { problems, gaps } = analyseReceiving(domain, zoneOf(looks));
      return { where: domain, problems, gaps };
    }),
  fix: {
    minutes: 20,
    deliverable: 'email-auth',
    steps: ['Point an MX record to the mailbox service of your team, or send from a domain that has one.'],
  },
  absentKey: 'mail',
});
