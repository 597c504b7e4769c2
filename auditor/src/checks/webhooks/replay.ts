import { defineCheck, row } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { WebhookReplay } from '../../evidence/webhook-delivery.ts';
import { decideDeliveries } from './delivered.ts';

export const webhookReplay = defineCheck({
  id: 'webhooks/replay',
  decides: [row('webhooks')],
  title: 'An event that comes twice, or an hour late, happens once',
  why: 'Senders repeat what they think was lost, and whoever recorded an event can send it again: each time money moves once more.',
  passes:
    'The same genuine event delivered again changes nothing more, and one signed an hour ago changes nothing where the signature covers a time.',
  sources: [{ article: 'team-handover', step: 5 }, { owasp: 'API2:2023' }, { cwe: 294 }],
  needs: { deliveries: WebhookReplay },
  judge: ({ deliveries }) =>
    decideEach(deliveries, (one) => decideDeliveries(one, 'Whoever has recorded one can repeat it.')),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Keep the id of each event under a unique index, in the same transaction as what the event does; answer 2xx to one that is known, and do nothing.',
      'Refuse events whose signed time is more than five minutes away.',
    ],
    kits: ['webhook-verify'],
  },
  absentKey: 'webhooks',
});
