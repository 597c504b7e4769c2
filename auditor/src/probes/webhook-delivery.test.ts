import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { webhookReplay } from '../checks/webhooks/replay.ts';
import { webhookSignature } from '../checks/webhooks/signature.ts';
import type { Evidence } from '../core/evidence.ts';
import { WebhookReplay, WebhookSignature, type HookDelivery } from '../evidence/webhook-delivery.ts';
import { rehearse, type Serve, type Visit } from '../io/rehearsal.ts';
import { webhookDelivery } from './webhook-delivery.ts';

/** The secret that the rehearsal's environment has under this name. */
const SECRET = 'ana-secret-1';

const hmac = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex');

type Verdict = 'fine' | 'unsigned' | 'wrong' | 'old';

/** As Stripe's own library does it. */
function stripe({ headers, body }: Pick<Visit, 'headers' | 'body'>): Verdict {
  const [, time, signature] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(headers['stripe-signature'])) ?? [];
  if (time === undefined) return headers['stripe-signature'] === undefined ? 'unsigned' : 'wrong';
  if (hmac(`${time}.${body}`) !== signature) return 'wrong';
  return Math.abs(Date.now() / 1_000 - Number(time)) > 300 ? 'old' : 'fine';
}

function github({ headers, body }: Pick<Visit, 'headers' | 'body'>): Verdict {
  const signature = headers['x-hub-signature-256'];
  if (signature === undefined) return 'unsigned';
  return signature === `sha256=${hmac(body)}` ? 'fine' : 'wrong';
}

interface Shop {
  readonly verify: (visit: Visit) => Verdict;
  /** What is taken although it is not fine. */
  readonly takes?: readonly Verdict[];
  readonly forgets?: boolean;
  /** Takes everything with 200 and acts on what is fine. */
  readonly polite?: boolean;
  readonly status?: number;
}

const EventSchema = z.object({ id: z.string() });

/** A shop that counts the payments it was told of. */
function shop({ verify, takes = [], forgets = false, polite = false, status }: Shop): Serve {
  const known = new Set<string>();
  let paid = 0;
  let reads = 0;
  return (visit) => {
    if (visit.path === '/account') return { body: { paid, reads: (reads += 1) } };
    if (visit.path !== '/stripe') return undefined;
    if (status !== undefined) return { status };
    const verdict = verify(visit);
    if (verdict !== 'fine' && !takes.includes(verdict)) return polite ? { body: 'ok' } : { status: 400 };
    const { id } = EventSchema.parse(JSON.parse(visit.body));
    if (forgets || !known.has(id)) paid += 1;
    known.add(id);
    return { body: 'ok' };
  };
}

const target = (dialect: 'stripe' | 'github', effect = true) => ({
  consent: 'owner' as const,
  identities: { ana: { tenant: 'acme', bearer: '${ANA}' } },
  webhooks: {
    in: [
      {
        post: '/stripe',
        dialect,
        secret: '${ANA}',
        within: '10ms',
        body: { id: '{{id}}', type: 'invoice.paid', amount: 5 },
        ...(effect ? { effect: 'GET /account' } : {}),
      },
    ],
  },
});

async function verdicts(serve: Serve, file = target('stripe')) {
  const run = await rehearse({ probe: webhookDelivery, target: file, operations: [], serve });
  expect(run.requests).toBeLessThanOrEqual(run.planned);
  const of = (kind: string) => run.evidence.filter((one): one is Evidence<HookDelivery> => one.kind === kind);
  const given = (kind: string) => ({ deliveries: { evidence: of(kind), missing: [] } });
  return {
    signature: webhookSignature.judge(given(WebhookSignature.kind)),
    replay: webhookReplay.judge(given(WebhookReplay.kind)),
  };
}

describe('events at a shop that speaks Stripe', () => {
  test.each<[string, Shop, string, string]>([
    ['sound', { verify: stripe }, 'pass', 'pass'],
    ['sound, and answers 200 to everything', { verify: stripe, polite: true }, 'pass', 'pass'],
    ['checks nothing', { verify: stripe, takes: ['unsigned', 'wrong'] }, 'fail', 'pass'],
    ['checks what has a signature', { verify: stripe, takes: ['unsigned'] }, 'fail', 'pass'],
    ['checks that there is a signature', { verify: stripe, takes: ['wrong'] }, 'fail', 'pass'],
    ['ignores the time', { verify: stripe, takes: ['old'] }, 'pass', 'fail'],
    ['remembers nothing', { verify: stripe, forgets: true }, 'pass', 'fail'],
    [
      'checks a body that it has rewritten',
      { verify: ({ headers, body }) => stripe({ headers, body: JSON.stringify(JSON.parse(body)) }) },
      'fail',
      'pass',
    ],
    ['crashes', { verify: stripe, status: 500 }, 'unproven', 'unproven'],
    ['takes nothing', { verify: () => 'wrong' }, 'unproven', 'unproven'],
    ['is busy', { verify: stripe, status: 429 }, 'unproven', 'unproven'],
  ])('%s', async (_name, kind, signature, replay) => {
    const result = await verdicts(shop(kind));
    expect([result.signature.status, result.replay.status]).toEqual([signature, replay]);
  });

  test('without an effect, a refusal counts and a friendly answer does not', async () => {
    const blind = target('stripe', false);
    const refused = await verdicts(shop({ verify: stripe }), blind);
    expect(refused.signature.status).toBe('pass');
    // The second delivery is answered like the first: whether it counted twice cannot be seen.
    expect(refused.replay.status).toBe('unproven');
    const taken = await verdicts(shop({ verify: stripe, takes: ['unsigned', 'wrong'] }), blind);
    expect(taken.signature.status).toBe('unproven');
  });
});

test('events at a shop that speaks GitHub', async () => {
  const sound = await verdicts(shop({ verify: github }), target('github'));
  expect([sound.signature.status, sound.replay.status]).toEqual(['pass', 'pass']);
  const open = await verdicts(shop({ verify: github, takes: ['unsigned'] }), target('github'));
  expect(open.signature.status).toBe('fail');
  expect(open.signature.findings[0]?.what).toContain('acted on an event without a signature');
});
