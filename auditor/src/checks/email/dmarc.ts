import { defineCheck, gate, row, step } from '../../core/check.ts';
import { analyseDmarc, isAligned } from '../../domain/dmarc.ts';
import type { Problem } from '../../domain/problem.ts';
import { zoneOf } from '../../domain/zone.ts';
import { DmarcRecords, type DmarcRecordsData } from '../../evidence/domain-records.ts';
import { judgeProblems, type Analysed } from '../problems.ts';

export const dmarc = defineCheck({
  id: 'email/dmarc',
  decides: [row('email-auth'), gate('email-auth'), step('M6'), step('I5'), step('C6')],
  title: 'A DMARC policy applies to the domain, and its mail is aligned with it',
  why: 'Large mailbox providers ask for DMARC; without it your mail is junked, or somebody else’s passes for yours.',
  passes:
    'Exactly one readable DMARC record applies to the sending domain; a mail that the product sent, where one was given, is aligned by SPF or DKIM.',
  sources: [
    { article: 'marketplace-onboarding', step: 6 },
    { article: 'internal-ops', step: 5 },
    { article: 'first-100-members', step: 6 },
    { rfc: 9989, section: '4.10' },
    { rfc: 9990, section: '4' },
  ],
  needs: { records: DmarcRecords },
  judge: ({ records }) => judgeProblems(records, analyse),
  fix: {
    minutes: 20,
    deliverable: 'email-auth',
    steps: [
      'Publish one TXT record at `_dmarc.` below your domain: `v=DMARC1; p=none; rua=mailto:dmarc@…; adkim=s; aspf=s`.',
      'Read the reports for two weeks; when all of your own mail passes, raise it to `p=quarantine`.',
      'Sign with your own domain (DKIM d=) at every service that sends for you: that is what aligns.',
    ],
    kits: ['dns-mail'],
  },
  absentKey: 'mail',
});

function analyse({ domain, looks, mail }: DmarcRecordsData): Analysed {
  const report = analyseDmarc(domain, zoneOf(looks));
  const { record, organization } = report;
  if (mail === undefined || record === undefined) return { where: domain, ...report };
  const strict = (tag: string) => record.tags.get(tag)?.toLowerCase() === 's';
  const signers = mail.signatures.map((one) => one.domain);
  const bySignature = signers.some((one) => isAligned(domain, one, organization, strict('adkim')));
  const byEnvelope =
    mail.envelope !== undefined && isAligned(domain, mail.envelope, organization, strict('aspf'));
  if (bySignature || byEnvelope) return { where: domain, ...report };
  const unaligned: Problem = {
    level: 'fail',
    key: 'unaligned',
    what: `The mail says it is from ${domain}, but is signed for ${signers.length === 0 ? 'nobody' : signers.join(', ')} and sent by ${mail.envelope ?? 'an unknown sender'}: neither is aligned, so DMARC fails for every mail like it.`,
    exchange: record.exchange,
    marks: [record.text],
  };
  return { where: domain, ...report, problems: [...report.problems, unaligned] };
}
