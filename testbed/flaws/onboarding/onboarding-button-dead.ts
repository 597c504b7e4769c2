import { defineFlaw } from '../define-flaw.ts';

/** The build lost what the button is wired to; the server is fine. */
export const onboardingButtonDead = defineFlaw({
  id: 'onboarding-button-dead',
  family: 'onboarding',
  breaks: 'The button that signs a new customer up does nothing.',
  lowers: ['the wiring of the form, in the script that is served'],
  seenIn: 'Releases in which one bundle was stale',
  mustFail: ['onboarding/journey'],
  policies: (product) => ({
    web: {
      built: (part, source) =>
        product.web.built(
          part,
          source.replace(
            "await api('POST', '/api/auth/signup', {",
            "await ((..._given) => new Promise(() => undefined))('POST', '/api/auth/signup', {",
          ),
        ),
    },
  }),
});
