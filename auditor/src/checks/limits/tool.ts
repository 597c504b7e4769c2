import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { LimitBurst } from '../../evidence/limit-burst.ts';
import { decideBurst } from './burst.ts';

export const toolLimit = defineCheck({
  id: 'limits/tool',
  decides: [row('rate-limits'), gate('rate-limits'), step('B4'), step('M5'), step('H5')],
  title: 'Having tools run is throttled',
  why: 'A tool acts in other systems: a script that calls it in a loop floods them, and those who approve, in your name.',
  passes: 'Within a burst of at most 50 requests of one customer for a tool the product stops taking them.',
  sources: [
    { article: 'b2b-onboarding', step: 4 },
    { article: 'marketplace-onboarding', step: 5 },
    { article: 'team-handover', step: 5 },
    { owasp: 'API4:2023' },
    { owasp: 'LLM06:2025' },
    { cwe: 770 },
    { rfc: 6585, section: '4' },
  ],
  needs: { bursts: LimitBurst.tool },
  judge: ({ bursts }) =>
    decideEach(bursts, (burst) => decideBurst(burst, { things: 'requests for a tool', harm: 'have it run' })),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Allow 30 tool calls per minute and user, fewer where a call costs money; answer 429 with Retry-After beyond that.',
      'Count in the one function that every call passes, so that the route and the bot share the counter.',
    ],
    kits: ['rate-limit'],
  },
  absentKey: 'tools',
});
