import { describe, expect, test } from 'vitest';
import { webhookLimit as check } from '../checks/limits/webhook.ts';
import { rehearse, type Reply, type Serve } from '../io/rehearsal.ts';
import { webhookLimit } from './webhook-limit.ts';

const SIGNED = { post: '/hook', dialect: 'github', secret: '${ANA}', body: { id: '{{id}}' } } as const;

async function judge(serve: Serve, dialect: 'github' | 'unknown' = 'github') {
  const run = await rehearse({
    probe: webhookLimit,
    target: {
      consent: 'owner',
      identities: { ana: { bearer: '${ANA}' } },
      webhooks: { in: [{ ...SIGNED, dialect }] },
    },
    operations: [],
    serve,
  });
  expect(run.requests).toBeLessThanOrEqual(run.planned);
  return check.judge({ bursts: { evidence: run.evidence, missing: [] } });
}

/** Refuses what is unsigned, takes so many events, and then answers otherwise. */
function receiver(most: number, then: Reply): Serve {
  const known = new Set<string>();
  return ({ headers, body }) => {
    if (headers['x-hub-signature-256'] === undefined) return { status: 401, body: { error: 'unsigned' } };
    known.add(body);
    return known.size > most ? then : { status: 202, body: { received: true } };
  };
}

/** Forty events a window, and a new window after every twenty of them, so many times. */
function renewed(times: number): Serve {
  let [left, taken] = [40, 0];
  return () => {
    if (taken > 0 && taken % 20 === 0 && taken / 20 <= times) left = 40;
    if (left === 0) return { status: 429, body: 'slow down' };
    left -= 1;
    taken += 1;
    const headers = {
      'ratelimit-limit': '40',
      'ratelimit-remaining': `${left}`,
      'ratelimit-policy': '40;w=30',
    };
    return { status: 202, body: { received: true }, headers };
  };
}

describe('the webhook-limit probe and its check', () => {
  test.each<[string, number, Reply, string]>([
    ['429', 20, { status: 429, body: 'slow down' }, 'pass'],
    ['503 with Retry-After', 20, { status: 503, headers: { 'retry-after': '5' } }, 'pass'],
    ['no limit', Number.POSITIVE_INFINITY, {}, 'fail'],
    ['a crash', 20, { status: 500, body: 'oops' }, 'unproven'],
    ['an event that is not understood', 0, { status: 400, body: { error: 'bad' } }, 'unproven'],
  ])('genuine events: %s', async (_name, most, then, status) => {
    expect((await judge(receiver(most, then))).status).toBe(status);
  });

  test('a stranger who is refused without end is advice', async () => {
    const verdict = await judge(receiver(0, {}), 'unknown');
    expect(verdict.status).toBe('pass');
    expect(verdict.findings.map(({ level }) => level)).toEqual(['advice']);
  });

  test('a stranger whose events are taken without end', async () => {
    expect((await judge(() => ({ body: 'ok' }), 'unknown')).status).toBe('fail');
  });

  test.each<[string, number, string]>([
    ['and then none: asked again within one', 1, 'pass'],
    ['again and again: nothing is shown', Number.POSITIVE_INFINITY, 'unproven'],
  ])('a new window of the limit begins meanwhile, %s', async (_name, times, status) => {
    expect((await judge(renewed(times))).status).toBe(status);
  });

  test('a path that is not there shows nothing', async () => {
    expect((await judge(() => ({ status: 404 }), 'unknown')).status).toBe('unproven');
  });
});
