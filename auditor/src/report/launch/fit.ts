import { PROFILE_IDS, type ProfileId } from '../../core/profile.ts';
import type { Answer } from './standing.ts';

/** Five questions that tell which audience and goal a product is measured by. */
export const FIT_QUESTIONS = {
  'sells-to-businesses': {
    asks: 'Do other businesses sign up, each with data of its own?',
    profile: 'b2b-onboarding',
  },
  'two-sided': {
    asks: 'Do buyers and sellers, or guests and hosts, meet in it?',
    profile: 'marketplace-onboarding',
  },
  'another-team-runs-it': {
    asks: 'Will a team that did not build it run it soon?',
    profile: 'team-handover',
  },
  'inside-one-company': {
    asks: 'Is it used inside one company, on that company’s own systems?',
    profile: 'internal-ops',
  },
  'paying-members': { asks: 'Do members pay for a community or its content?', profile: 'first-100-members' },
} as const satisfies { readonly [id: string]: { readonly asks: string; readonly profile: ProfileId } };

export type FitQuestion = keyof typeof FIT_QUESTIONS;

/** A special case says more than the general one: almost every product sells to businesses in some way. */
const ORDER: readonly FitQuestion[] = [
  'two-sided',
  'paying-members',
  'inside-one-company',
  'another-team-runs-it',
  'sells-to-businesses',
];

/** The profiles that fit, best first; none when nothing was answered with yes. */
export function fittingProfiles(answers: {
  readonly [id in FitQuestion]?: Answer | undefined;
}): readonly ProfileId[] {
  const fitting = ORDER.filter((id) => answers[id] === 'yes').map((id) => FIT_QUESTIONS[id].profile);
  return fitting.filter((id) => PROFILE_IDS.includes(id));
}
