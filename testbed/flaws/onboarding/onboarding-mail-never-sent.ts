import { defineFlaw } from '../define-flaw.ts';

/** The team's own addresses. */
const OWN = /@(?:acme|globex)\.test$/;

/** The page says that a mail is on its way, and for the team itself it is. */
export const onboardingMailNeverSent = defineFlaw({
  id: 'onboarding-mail-never-sent',
  family: 'onboarding',
  breaks: 'The mail that a new customer waits for is never sent.',
  lowers: ['the sending of confirmations to addresses that are not the team’s own'],
  seenIn: 'Mail providers whose trial delivers to verified addresses only',
  mustFail: ['onboarding/journey'],
  policies: () => ({ accounts: { sendsConfirmation: (email) => OWN.test(email) } }),
});
