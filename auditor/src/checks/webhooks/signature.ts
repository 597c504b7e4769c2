import { defineCheck, row } from '../../core/check.ts';
import { broken, decideEach, type Decision } from '../../core/verdict.ts';
import { succeeded } from '../../evidence/response-call.ts';
import { WebhookSignature, type HookDelivery, type Tried } from '../../evidence/webhook-delivery.ts';
import { controlProblem, decideDeliveries } from './delivered.ts';

export const webhookSignature = defineCheck({
  id: 'webhooks/signature',
  decides: [row('webhooks')],
  title: 'Webhooks act on nothing that their sender did not sign',
  why: 'The address of a webhook is public: whoever knows it can report a payment that never happened.',
  passes:
    'Events without a signature, with an empty one, with one made with another secret or for another event change nothing, while genuine ones before and after have their effect.',
  sources: [{ article: 'team-handover', step: 5 }, { owasp: 'API2:2023' }, { cwe: 345 }, { cwe: 347 }],
  needs: { deliveries: WebhookSignature },
  judge: ({ deliveries }) => decideEach(deliveries, decide),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Take the body as bytes, before any parser, and check the signature over exactly these with the sender’s own library.',
      'Refuse with 401 what has no signature; compare in constant time; keep the secret in the environment, one per environment.',
      'Send yourself an unsigned event in an integration test: it must change nothing.',
    ],
    kits: ['webhook-verify'],
  },
  absentKey: 'webhooks',
});

const HARM = 'Whoever knows the address can send events in the name of the sender.';

function decide(delivery: HookDelivery): Decision {
  const decision = decideDeliveries(delivery, HARM);
  const { spaced, operation, control } = delivery;
  if (decision.kind !== 'held' || spaced === undefined || controlProblem(delivery) !== undefined)
    return decision;
  // The bytes decide. One of the two alone may be a receiver that is strict about spaces.
  if (isTaken(spaced.genuine) || !isTaken(spaced.rewritten)) return decision;
  return broken({
    where: operation,
    key: 'rewritten-body',
    what: `${operation} checks signatures over a body that it has rewritten, not over the bytes that came: it refused a genuine event written with spaces, and took the signature of the rewritten form. Genuine events get lost, and what is checked is not what was signed.`,
    exhibits: [
      { exchange: control.call.exchange, role: 'a genuine event', marks: [] },
      { exchange: spaced.genuine.call.exchange, role: 'a genuine event with spaces, refused', marks: [] },
      { exchange: spaced.rewritten.call.exchange, role: 'the signature of other bytes, taken', marks: [] },
    ],
  });
}

const isTaken = ({ call, changed }: Tried): boolean => changed ?? succeeded(call);
