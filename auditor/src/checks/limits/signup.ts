import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { LimitBurst } from '../../evidence/limit-burst.ts';
import { decideBurst } from './burst.ts';

export const signupLimit = defineCheck({
  id: 'limits/signup',
  decides: [row('rate-limits'), gate('rate-limits'), step('B4'), step('M5'), step('C4')],
  title: 'Signing up is throttled',
  why: 'A script that makes accounts fills the database, uses up every free quota anew and sends your mail to strangers.',
  passes: 'Within a burst of at most 50 sign-ups from one address the product stops taking them.',
  sources: [
    { article: 'b2b-onboarding', step: 4 },
    { article: 'marketplace-onboarding', step: 5 },
    { article: 'first-100-members', step: 4 },
    { owasp: 'API4:2023' },
    { owasp: 'API6:2023' },
    { cwe: 799 },
    { rfc: 6585, section: '4' },
  ],
  needs: { bursts: LimitBurst.signup },
  judge: ({ bursts }) =>
    decideEach(bursts, (burst) => decideBurst(burst, { things: 'sign-ups', harm: 'make accounts' })),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Allow 10 sign-ups per hour and address; answer 429 with Retry-After beyond that, or ask for a proof of work or a captcha.',
      'Count at the edge by the address of the connection, for nobody is signed in yet; remove accounts that were never confirmed.',
    ],
    kits: ['rate-limit'],
  },
  absentKey: 'signup',
});
