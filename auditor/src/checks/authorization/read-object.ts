import { defineCheck, flag, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { ObjectRead } from '../../evidence/object-read.ts';
import { decideRead } from '../access.ts';

/** Nobody reads an object of another customer by its id. */
export const readObject = defineCheck({
  id: 'authorization/read-object',
  decides: [
    row('authorization'),
    gate('authorization'),
    step('B2'),
    step('M2'),
    step('H3'),
    step('C2'),
    step('I1'),
    flag('B-flag-1'),
    flag('H-flag-2'),
    flag('C-flag-1'),
  ],
  title: 'Nobody reads an object of another customer by its id',
  why: "One changed id in an address shows another customer's conversations or files: the leak that ends a contract.",
  passes:
    'Each read of an object, nested ones and file contents included, is refused or empty for people of another tenant and for colleagues where objects are private, while its owner sees the planted word before and after.',
  sources: [
    { article: 'b2b-onboarding', step: 2 },
    { article: 'marketplace-onboarding', step: 2 },
    { article: 'team-handover', step: 3 },
    { article: 'first-100-members', step: 2 },
    { article: 'internal-ops', step: 1 },
    { owasp: 'API1:2023' },
    { cwe: 639 },
    { cve: 'CVE-2026-45349' },
  ],
  needs: { reads: ObjectRead },
  judge: ({ reads }) => decideEach(reads, decideRead),
  fix: {
    minutes: 90,
    deliverable: 'hardening',
    steps: [
      'Fetch by id and owner (or tenant) in one query; never by id alone.',
      'For nested objects, check that the child belongs to the parent and the parent to the caller.',
      'Add row-level security as a second wall.',
      'Keep a test with two tenants that swaps ids on every route.',
    ],
    kits: ['row-level-security'],
  },
});
