import { defineCheck } from '../../core/check.ts';
import { analyseAlias } from '../../domain/hosts.ts';
import { zoneOf } from '../../domain/zone.ts';
import { HostRecords } from '../../evidence/domain-records.ts';
import { judgeProblems } from '../problems.ts';

export const dangling = defineCheck({
  id: 'dns/dangling',
  decides: [],
  title: 'No alias leads to a name that is gone',
  why: 'A forgotten record of an old service can be taken over by whoever opens that name there again.',
  passes:
    'Each host that is an alias leads to an address. A leftover is advice: that it can be taken over is not proven by it.',
  sources: [{ article: 'first-100-members', step: 6 }, { cwe: 350 }],
  needs: { records: HostRecords },
  judge: ({ records }) =>
    judgeProblems(records, ({ host, looks }) => ({ where: host, ...analyseAlias(host, zoneOf(looks)) })),
  fix: {
    minutes: 10,
    deliverable: 'dns-edge',
    steps: ['Remove the record, or point it to the service that is in use now.'],
  },
  absentKey: 'domain',
});
