import { defineFlaw } from '../define-flaw.ts';

/** The page says that a mail is on its way. */
export const onboardingMailNeverSent = defineFlaw({
  id: 'onboarding-mail-never-sent',
  family: 'onboarding',
  breaks: 'The mail that a new customer waits for is never sent.',
  lowers: ['the sending of confirmations; other mails go out'],
  seenIn: 'Mail providers that hold back a template until somebody approves it',
  mustFail: ['onboarding/journey'],
  policies: () => ({ accounts: { sendsConfirmation: () => false } }),
});
