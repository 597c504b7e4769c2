import { defineCheck, flag } from '../../core/check.ts';
import { Attested } from '../../evidence/attestation.ts';
import { judgeWord } from '../attested.ts';

export const testedDeploys = defineCheck({
  id: 'deployment/tested-deploys',
  decides: [flag('H-flag-4')],
  title: 'Production is deployed by a pipeline that runs tests',
  why: 'What is deployed by hand is deployed differently each time, and untested when it is urgent.',
  passes: 'Somebody answers for an automated pipeline that runs tests before production changes.',
  sources: [{ article: 'team-handover', step: 6 }],
  needs: { said: Attested['tested-deploys'] },
  judge: ({ said }) => judgeWord(said),
  fix: {
    minutes: 120,
    deliverable: 'deployment',
    steps: [
      'Let every merge run the tests and deploy to staging; let one click bring the same build to production.',
      'Take away the ways to deploy from somebody’s own machine.',
    ],
  },
});
