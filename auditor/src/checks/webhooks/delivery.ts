import { defineCheck, flag } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { Outgoing, type OutgoingDelivery } from '../../evidence/outgoing-delivery.ts';
import { succeeded, told } from '../../evidence/response-call.ts';

export const webhookDelivery = defineCheck({
  id: 'webhooks/delivery',
  decides: [flag('B-flag-4')],
  title: 'Webhooks arrive, once, also when the other side was down',
  why: 'Your customer’s server will be down for a minute. What was sent then is lost for good, unless you send it again or keep it.',
  passes:
    'A server that fails once gets the event again, signed, and no more after it took it; what never arrives stands in a list that its owner sees.',
  sources: [{ article: 'b2b-onboarding', step: 4 }, { owasp: 'API10:2023' }, { cwe: 390 }],
  needs: { deliveries: Outgoing },
  judge: ({ deliveries }) => decideEach(deliveries, decide),
  fix: {
    minutes: 240,
    deliverable: 'hardening',
    steps: [
      'Write each delivery to a queue in the same transaction as the event, and send it from there with growing pauses, under one id.',
      'Take any 2xx as received, and send nothing more; after the last attempt keep it as dead, show it to its owner, and let them send it again.',
      'Sign id, time and body together, so that the receiver can tell repeats and forgeries.',
    ],
    kits: ['webhook-queue'],
  },
  absentKey: 'webhooks',
});

/** A list that shows as many as this may have a next page: 10 is the smallest page in common use. */
const SMALLEST_PAGE = 10;

function decide(data: OutgoingDelivery): Decision {
  const { recovering, failing, trigger, operation, retryWithinMs } = data;
  const [first] = recovering;
  if (!succeeded(trigger)) return undecided(`no event could be made: ${told(trigger)}`);
  if (first === undefined) return undecided(`nothing arrived at our listener after ${trigger.line}`);
  const finding = (key: string, what: string): Decision =>
    broken({
      where: operation,
      key,
      what,
      exhibits: [
        { exchange: data.register.exchange, role: 'our listener is registered', marks: [] },
        { exchange: trigger.exchange, role: 'an event', marks: [] },
        ...(data.dead === undefined
          ? []
          : [{ exchange: data.dead.exchange, role: 'the list of what was given up', marks: [] }]),
      ],
    });
  const within = `${retryWithinMs / 1_000} s`;
  if (recovering.length === 1 && failing.length === 1 && !data.promised)
    return undecided(
      `the event was not sent again within ${within}; that your product waits longer is not ruled out`,
      'webhooks: { out: { retryWithin: 10s } }',
    );
  if (recovering.length === 1 && failing.length === 1)
    return finding(
      'not-retried',
      `An event that our listener answered with 503 was not sent again within ${within} (webhooks.out.retryWithin): whoever is down for a moment never hears of it.`,
    );
  if (recovering.length === 1) return undecided('the event was sent again to one of our two servers only');
  const repeats = recovering
    .slice(2)
    .filter(({ id, body }) => (id === undefined ? body === first.body : id === first.id));
  if (repeats.length > 0)
    return finding(
      'duplicated',
      `Our listener took the event with 204, and was sent it ${repeats.length} more ${repeats.length === 1 ? 'time' : 'times'} within ${within}: your customers’ servers do everything twice.`,
    );
  if (recovering.some(({ signature }) => signature === 'absent' || signature === 'wrong'))
    return finding(
      'unsigned',
      'The event reached our listener without a signature that fits: its receiver cannot tell it from a forgery.',
    );
  if (failing.length === 0) return undecided('nothing arrived at the server that never works');
  if (data.dead === undefined)
    return undecided(
      'what becomes of an event that never arrives cannot be seen',
      'webhooks: { out: { dead: GET /api/deliveries/dead } }',
    );
  if (data.kept === undefined)
    return undecided(`the list of what was given up cannot be read: ${told(data.dead)}`);
  if (data.kept) return held;
  if ((data.others ?? 0) >= SMALLEST_PAGE)
    return undecided(
      `${data.dead.line} shows ${data.others} other events, and may show ours further down: let it show all, or remove old ones`,
    );
  return finding(
    'no-dead-letter',
    `An event that our listener always answered with 500 does not stand in ${data.dead.line}: what never arrives is lost, and nobody knows.`,
  );
}
