import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { LimitBurst } from '../../evidence/limit-burst.ts';
import { decideBurst } from './burst.ts';

export const resetLimit = defineCheck({
  id: 'limits/reset',
  decides: [row('rate-limits'), gate('rate-limits'), step('B4'), step('M5')],
  title: 'Asking for password resets is throttled',
  why: 'A script can flood mailboxes with your mail, which ruins the sender’s reputation, and can test which addresses have an account.',
  passes: 'Within a burst of at most 50 requests for a reset mail the product stops taking them.',
  sources: [
    { article: 'b2b-onboarding', step: 4 },
    { article: 'marketplace-onboarding', step: 5 },
    { owasp: 'API4:2023' },
    { owasp: 'API6:2023' },
    { cwe: 799 },
    { rfc: 6585, section: '4' },
  ],
  needs: { bursts: LimitBurst.reset },
  judge: ({ bursts }) =>
    decideEach(bursts, (burst) =>
      decideBurst(burst, { things: 'reset requests', harm: 'flood mailboxes and test addresses' }),
    ),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Allow 5 reset mails per hour and address, and 20 requests per minute and client; answer 429 with Retry-After beyond that.',
      'Answer in the same way whether the address has an account or not.',
    ],
    kits: ['rate-limit'],
  },
  absentKey: 'passwords',
});
