import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { LimitBurst } from '../../evidence/limit-burst.ts';
import { decideBurst } from './burst.ts';

export const loginLimit = defineCheck({
  id: 'limits/login',
  decides: [row('rate-limits'), gate('rate-limits'), step('B4'), step('M5'), step('H5'), step('C4')],
  title: 'Guessing passwords is throttled',
  why: 'Without a limit a script tries thousands of passwords per minute until one fits.',
  passes: 'Within a burst of at most 50 wrong passwords the login stops answering them (429 or a lock).',
  sources: [
    { article: 'b2b-onboarding', step: 4 },
    { article: 'marketplace-onboarding', step: 5 },
    { article: 'team-handover', step: 5 },
    { article: 'first-100-members', step: 4 },
    { owasp: 'API2:2023' },
    { owasp: 'API4:2023' },
    { cwe: 307 },
    { rfc: 6585, section: '4' },
  ],
  needs: { bursts: LimitBurst.login },
  judge: ({ bursts }) =>
    decideEach(bursts, (burst) =>
      decideBurst(burst, { things: 'wrong passwords', harm: 'go on guessing passwords' }),
    ),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Allow 10 logins in 10 minutes per address, and count failures per account as well; answer 429 with Retry-After beyond that.',
      'Keep the counters in a store that all instances share, and take the address from the connection or from your own proxy only.',
      'Let a locked account in again by itself after some minutes, or a stranger can lock out your customers.',
    ],
    kits: ['rate-limit'],
  },
  absentKey: 'passwords',
});
