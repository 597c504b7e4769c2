import { defineCheck, gate, row, step } from '../../core/check.ts';
import { TierCall } from '../../evidence/role.ts';
import { judgeCalls } from '../role-calls.ts';

/** Operations kept for a plan refuse every other. */
export const tierMatrix = defineCheck({
  id: 'authorization/tier-matrix',
  decides: [row('authorization'), gate('authorization'), step('C2')],
  title: 'Operations kept for a plan refuse every other',
  why: 'What paying members pay for is worth nothing when its address is enough to get it.',
  passes:
    'Each operation of expect.tiers gives people of other plans nothing that only those with the plan see, while it works for those.',
  sources: [{ article: 'first-100-members', step: 2 }, { owasp: 'API5:2023' }, { cwe: 862 }],
  needs: { calls: TierCall },
  judge: ({ calls }) => judgeCalls(calls),
  absentKey: 'tiers',
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Check the plan on the server, beside each handler that is kept for one, from the record that billing writes.',
      'Never take the plan from the client, nor from a token that outlives a downgrade.',
    ],
  },
});
