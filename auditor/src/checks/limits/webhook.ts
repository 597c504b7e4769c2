import { defineCheck, gate, row, step } from '../../core/check.ts';
import { advice, decideEach, type Decision } from '../../core/verdict.ts';
import { LimitBurst, type Burst } from '../../evidence/limit-burst.ts';
import { decideBurst } from './burst.ts';

export const webhookLimit = defineCheck({
  id: 'limits/webhook',
  decides: [row('rate-limits'), gate('rate-limits'), step('B4'), step('M5'), step('H5')],
  title: 'Events that come in are throttled',
  why: 'The address of a webhook is public, and each event that it takes is work: a sender in a loop, or a stolen secret, drives the cost up without bound.',
  passes: 'Within a burst of at most 50 genuine events the product asks the sender to slow down.',
  sources: [
    { article: 'b2b-onboarding', step: 4 },
    { article: 'marketplace-onboarding', step: 5 },
    { article: 'team-handover', step: 5 },
    { owasp: 'API4:2023' },
    { cwe: 770 },
    { rfc: 6585, section: '4' },
  ],
  needs: { bursts: LimitBurst.webhook },
  judge: ({ bursts }) => decideEach(bursts, decide),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Count events per address and sender before the signature is checked, and answer 429 with Retry-After beyond what the sender usually has to tell; senders try again.',
      'Take an event in, answer at once, and work it off in a queue of bounded length.',
    ],
    kits: ['rate-limit'],
  },
  absentKey: 'webhooks',
});

function decide(burst: Burst): Decision {
  const decision = decideBurst(burst, { things: 'events', harm: 'keep it busy' });
  const { status } = burst.control;
  if (decision.kind !== 'broken' || status === undefined || status < 400) return decision;
  // What is refused costs a look at its signature, and changes nothing.
  return advice({
    where: burst.operation,
    key: 'refuses-without-end',
    what: `${burst.operation} refused ${burst.wanted} unsigned events and never slowed down: a limit per address before the signature is checked costs a flood its effect.`,
    exhibits: [{ exchange: burst.control.exchange, role: 'the first', marks: [] }],
  });
}
