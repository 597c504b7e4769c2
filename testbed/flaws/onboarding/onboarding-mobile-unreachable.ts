import { defineFlaw } from '../define-flaw.ts';

const NARROW = `
@media (max-width: 30rem) {
  body { overflow-x: hidden; }
  #sign-up button { position: relative; left: 110vw; }
}
`;

/** On a desktop everything is where it should be. */
export const onboardingMobileUnreachable = defineFlaw({
  id: 'onboarding-mobile-unreachable',
  family: 'onboarding',
  breaks: 'On a phone, the button that signs a new customer up lies beyond the edge of the screen.',
  lowers: ['the layout of narrow screens'],
  seenIn: 'Products that were only ever tried in a wide window',
  mustFail: ['onboarding/journey'],
  policies: (product) => ({
    web: {
      built: (part, source) => product.web.built(part, part === 'style.css' ? `${source}${NARROW}` : source),
    },
  }),
});
