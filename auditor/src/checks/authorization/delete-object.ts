import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { ObjectDelete } from '../../evidence/object-write.ts';
import { decideWrite } from '../access.ts';

/** Nobody removes an object of another customer. */
export const deleteObject = defineCheck({
  id: 'authorization/delete-object',
  decides: [
    row('authorization'),
    gate('authorization'),
    step('B2'),
    step('M2'),
    step('H3'),
    step('C2'),
    step('I1'),
  ],
  title: 'Nobody removes an object of another customer',
  why: 'Deleted customer data cannot be given back.',
  passes:
    "After each removal tried by somebody else, the owner still reads the object; the owner's own removal works.",
  sources: [
    { article: 'b2b-onboarding', step: 2 },
    { article: 'marketplace-onboarding', step: 2 },
    { article: 'team-handover', step: 3 },
    { article: 'first-100-members', step: 2 },
    { article: 'internal-ops', step: 1 },
    { owasp: 'API1:2023' },
    { cwe: 639 },
  ],
  needs: { deletions: ObjectDelete },
  judge: ({ deletions }) => decideEach(deletions, decideWrite),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: ['Put owner and tenant into the condition of every delete, and answer 404 when nothing matched.'],
    kits: ['row-level-security'],
  },
});
