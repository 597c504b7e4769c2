import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { LimitBurst } from '../../evidence/limit-burst.ts';
import { decideBurst } from './burst.ts';

export const resendLimit = defineCheck({
  id: 'limits/resend',
  decides: [row('rate-limits'), gate('rate-limits'), step('B4'), step('M5')],
  title: 'Asking for the verification mail again is throttled',
  why: 'A script can flood a mailbox with your mail, which ruins the sender’s reputation just when new customers need their mail.',
  passes:
    'Within a burst of at most 50 requests for one address the product stops sending the mail, openly (429) or quietly.',
  sources: [
    { article: 'b2b-onboarding', step: 4 },
    { article: 'marketplace-onboarding', step: 5 },
    { owasp: 'API4:2023' },
    { owasp: 'API6:2023' },
    { cwe: 799 },
    { rfc: 6585, section: '4' },
  ],
  needs: { bursts: LimitBurst.resend },
  judge: ({ bursts }) =>
    decideEach(bursts, (burst) =>
      decideBurst(burst, {
        things: 'requests for another verification mail',
        harm: 'flood a mailbox with your mail',
      }),
    ),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Allow 5 verification mails per hour and address, and 20 per hour and client; answer 429 with Retry-After beyond that.',
      'Answer in the same way whether the address awaits a mail or not.',
    ],
    kits: ['rate-limit'],
  },
  absentKey: 'signup',
});
