import { defineCheck } from '../../core/check.ts';
import { analyseSignatures } from '../../domain/hosts.ts';
import { zoneOf } from '../../domain/zone.ts';
import { HostRecords } from '../../evidence/domain-records.ts';
import { judgeProblems } from '../problems.ts';

export const signatures = defineCheck({
  id: 'dns/signatures',
  decides: [],
  title: 'DNSSEC, where it is used, does not make the product disappear',
  why: 'A wrong signature takes the whole domain away from everybody whose resolver checks it, while it works on your own machine.',
  passes: 'Each host resolves with signatures checked, or does not resolve without checking either.',
  sources: [{ rfc: 4035, section: '5.5' }],
  needs: { records: HostRecords },
  judge: ({ records }) =>
    judgeProblems(records, ({ host, looks }) => ({ where: host, ...analyseSignatures(host, zoneOf(looks)) })),
  fix: {
    minutes: 30,
    deliverable: 'dns-edge',
    steps: [
      'Compare the DS record at the registrar with the keys of the DNS provider: after a move they belong to the old one. Remove the DS record, wait for its TTL, then sign anew.',
    ],
  },
  absentKey: 'domain',
});
