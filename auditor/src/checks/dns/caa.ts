import { defineCheck } from '../../core/check.ts';
import { analyseCaa } from '../../domain/caa.ts';
import { zoneOf } from '../../domain/zone.ts';
import { CaaRecords } from '../../evidence/domain-records.ts';
import { judgeProblems } from '../problems.ts';

export const caa = defineCheck({
  id: 'dns/caa',
  decides: [],
  title: 'CAA records let the present authority renew the certificate',
  why: 'A record that forbids the authority is found out when the renewal fails, and the certificate runs out some weeks later.',
  passes: 'There is no CAA record, or it names the authority that issued the certificate in use.',
  sources: [{ rfc: 8659, section: '3' }],
  needs: { records: CaaRecords },
  judge: ({ records }) =>
    judgeProblems(records, ({ host, looks, issuer }) => ({
      where: host,
      ...analyseCaa(host, issuer, zoneOf(looks)),
    })),
  fix: {
    minutes: 10,
    deliverable: 'dns-edge',
    steps: [
      'Add a CAA record with the name of your authority, such as `0 issue "letsencrypt.org"`, or remove all of them.',
    ],
    kits: ['dns-mail'],
  },
  absentKey: 'domain',
});
