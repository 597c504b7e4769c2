import { defineFlaw } from '../define-flaw.ts';

/** Whoever opens the link meets the page for links that are too old. */
export const onboardingErrorPage = defineFlaw({
  id: 'onboarding-error-page',
  family: 'onboarding',
  breaks: 'The link in the first mail leads to an error page.',
  lowers: ['the lifetime of links that are opened in a browser'],
  seenIn:
    'Links that count as expired on arrival: seconds taken for milliseconds, or a mail scanner that used them up',
  mustFail: ['onboarding/journey'],
  policies: () => ({ web: { linkHolds: () => false } }),
});
