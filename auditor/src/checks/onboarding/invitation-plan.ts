import { defineCheck, flag } from '../../core/check.ts';
import { Attested } from '../../evidence/attestation.ts';
import { judgeWord } from '../attested.ts';

export const invitationPlan = defineCheck({
  id: 'onboarding/invitation-plan',
  decides: [flag('C-flag-5')],
  title: 'Paying communities come after a first small group',
  why: 'Whatever goes wrong in the first days should meet ten people who wish you well.',
  passes:
    'Somebody answers for a plan that invites paying communities only after a first group has used the product for some days.',
  sources: [{ article: 'first-100-members', step: 1 }],
  needs: { said: Attested['invitation-plan'] },
  judge: ({ said }) => judgeWord(said),
  fix: {
    minutes: 30,
    deliverable: 'handover',
    steps: [
      'Invite ten members first, and watch the alerts and tickets of the first days.',
      'Invite the paying communities once nothing new has come up for three days.',
    ],
  },
});
