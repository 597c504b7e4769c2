import { defineCheck, flag, gate } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { JourneyRuns } from '../../evidence/journey-runs.ts';
import { decideJourney } from './decide-journey.ts';

export const onboardingJourney = defineCheck({
  id: 'onboarding/journey',
  decides: [gate('onboarding'), flag('I-flag-5')],
  title: 'A new customer gets through the onboarding alone, on desktop and mobile',
  why: 'Who is stuck in the first five minutes does not write to support: they leave, and you never learn why.',
  passes:
    'Three times in a row, on a desktop and on a phone, with a company address and with one of the Gmail kind, somebody new gets to the last step without a hand from outside.',
  sources: [{ article: 'marketplace-onboarding', step: 6 }],
  needs: { runs: JourneyRuns },
  judge: ({ runs }) => {
    const all = runs.evidence.map(({ data }) => data);
    return decideEach(runs, (data) => decideJourney(data, all));
  },
  fix: {
    minutes: 120,
    deliverable: 'deployment',
    steps: [
      'Go the steps yourself in a private window, on a phone and with an address that you have never used.',
      'Give every click an answer within a second: the next page, a spinner or words that say what is wrong.',
      'Let the journey run before each release, and after each change of mail, DNS or hosting.',
    ],
  },
  absentKey: 'browser',
});
