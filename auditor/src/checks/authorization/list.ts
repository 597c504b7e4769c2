import { defineCheck, flag, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { ObjectList } from '../../evidence/object-read.ts';
import { concerning, decideRead } from '../access.ts';

/** Lists and searches show only one’s own. */
export const ownLists = defineCheck({
  id: 'authorization/list',
  decides: [
    row('authorization'),
    gate('authorization'),
    step('B2'),
    step('M2'),
    step('H3'),
    step('C2'),
    step('I1'),
    flag('B-flag-1'),
  ],
  title: 'Lists and searches show only one’s own',
  why: 'A list without a tenant filter shows every customer to every customer at once.',
  passes:
    'Each list, search and export that shows its owner the planted word does not show it to people of another tenant, nor to colleagues where objects are private.',
  sources: [
    { article: 'b2b-onboarding', step: 2 },
    { article: 'marketplace-onboarding', step: 2 },
    { article: 'team-handover', step: 3 },
    { article: 'first-100-members', step: 2 },
    { article: 'internal-ops', step: 1 },
    { owasp: 'API1:2023' },
    { cwe: 200 },
    { cve: 'CVE-2026-56268' },
  ],
  needs: { lists: ObjectList },
  judge: ({ lists }) => decideEach(concerning(lists), decideRead),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      "Filter every list by the caller's tenant and, where objects are private, by owner, in the query.",
      'Treat an empty or missing tenant as an error, not as no filter.',
    ],
    kits: ['row-level-security'],
  },
});
