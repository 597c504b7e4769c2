import { defineCheck } from '../../core/check.ts';
import type { Problem } from '../../domain/problem.ts';
import { StagingHosts } from '../../evidence/staging-host.ts';
import { judgeProblems } from '../problems.ts';

export const staging = defineCheck({
  id: 'web/staging',
  decides: [],
  title: 'What is for trying things out is not open to everybody',
  why: 'Staging has weaker guards, test accounts and often a copy of real data; certificates tell everybody its name.',
  passes:
    'Each host whose name says staging, test or the like, as the target file and certificates name them, asks for a login or does not answer. An open one is advice: it may be meant to be.',
  sources: [{ article: 'first-100-members', step: 6 }, { owasp: 'API9:2023' }],
  needs: { staging: StagingHosts },
  judge: (given) =>
    judgeProblems(given.staging, ({ hosts }) => ({
      where: 'hosts',
      gaps: [],
      problems: hosts.flatMap(({ host, from, exchange, status, again }): readonly Problem[] => {
        if (!isOpen(status) || !isOpen(again.status)) return [];
        const exhibits = [
          { exchange, role: 'opened by a stranger', marks: [] },
          { exchange: again.exchange, role: 'the same again', marks: [] },
        ];
        const what = `${host} opens for everybody, and its name says that it is not for customers (it stands in ${from}).`;
        return [{ level: 'advice', key: host, what, marks: [], exhibits }];
      }),
    })),
  fix: {
    minutes: 20,
    deliverable: 'edge-protection',
    steps: [
      'Put staging behind a login at the edge (basic authentication, a VPN or the CDN’s access rules), and give it data of its own.',
    ],
  },
  absentKey: 'domain',
});

function isOpen(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
