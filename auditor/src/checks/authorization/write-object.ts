import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { ObjectWrite } from '../../evidence/object-write.ts';
import { decideWrite } from '../access.ts';

/** Nobody changes an object of another customer. */
export const writeObject = defineCheck({
  id: 'authorization/write-object',
  decides: [
    row('authorization'),
    gate('authorization'),
    step('B2'),
    step('M2'),
    step('H3'),
    step('C2'),
    step('I1'),
  ],
  title: 'Nobody changes an object of another customer',
  why: "A stranger who can write into another customer's conversation can put words into their bot's mouth, or take the object over.",
  passes:
    "Each update and each addition to an object by somebody else leaves it as it was when its owner reads it back, while the owner's own use of the same operation shows.",
  sources: [
    { article: 'b2b-onboarding', step: 2 },
    { article: 'marketplace-onboarding', step: 2 },
    { article: 'team-handover', step: 3 },
    { article: 'first-100-members', step: 2 },
    { article: 'internal-ops', step: 1 },
    { owasp: 'API1:2023' },
    { cwe: 639 },
    { cve: 'CVE-2026-44569' },
  ],
  needs: { writes: ObjectWrite },
  judge: ({ writes }) => decideEach(writes, decideWrite),
  fix: {
    minutes: 90,
    deliverable: 'hardening',
    steps: [
      'Put owner and tenant into the condition of every update.',
      'When adding to a parent, load the parent as the caller first.',
      'Do not accept ids of new objects from the client, or check that they are free.',
    ],
    kits: ['row-level-security'],
  },
});
