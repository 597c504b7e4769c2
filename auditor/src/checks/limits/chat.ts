import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { LimitBurst } from '../../evidence/limit-burst.ts';
import { decideBurst } from './burst.ts';

export const chatLimit = defineCheck({
  id: 'limits/chat',
  decides: [row('rate-limits'), gate('rate-limits'), step('B4'), step('M5'), step('H5'), step('C4')],
  title: 'Sending messages to the bot is throttled',
  why: 'Each message costs model money: one customer with a script can spend a month’s budget in an hour.',
  passes:
    'Within a burst of messages of one customer (50, or 200 where the article says so) the bot stops taking them.',
  sources: [
    { article: 'b2b-onboarding', step: 4 },
    { article: 'marketplace-onboarding', step: 5 },
    { article: 'team-handover', step: 5 },
    { article: 'first-100-members', step: 4 },
    { owasp: 'API4:2023' },
    { owasp: 'LLM10:2025' },
    { cwe: 770 },
    { rfc: 6585, section: '4' },
  ],
  needs: { bursts: LimitBurst.chat },
  judge: ({ bursts }) =>
    decideEach(bursts, (burst) => decideBurst(burst, { things: 'messages', harm: 'spend the model budget' })),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Allow 30 messages per minute per user, and a number per day that fits the price of the plan; answer 429 with Retry-After beyond that.',
      'Count before the model is called, in a store that all instances share, by the user of the session and not by anything in the request.',
      'Set a spending cap at the model provider as well.',
    ],
    kits: ['rate-limit'],
  },
  absentKey: 'chat',
});
