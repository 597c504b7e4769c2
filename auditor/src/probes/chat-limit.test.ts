import { describe, expect, test } from 'vitest';
import { chatLimit as check } from '../checks/limits/chat.ts';
import { rehearse, type Reply, type Serve } from '../io/rehearsal.ts';
import { chatLimit } from './chat-limit.ts';

/** A bot that answers each time in other words, and asks `limit` what it says after so many messages. */
function bot(limit: (count: number, who: string) => Reply | undefined): Serve {
  const counts = new Map<string, number>();
  let words = 0;
  return ({ headers }) => {
    const who = headers.authorization ?? '';
    const count = (counts.get(who) ?? 0) + 1;
    counts.set(who, count);
    words += 1;
    return limit(count, who) ?? { body: { reply: `Good day ${'and again '.repeat(words % 5)}` } };
  };
}

async function judge(serve: Serve, burst = 50) {
  const { evidence, requests, planned } = await rehearse({
    probe: chatLimit,
    target: {
      consent: 'owner',
      identities: {
        ana: { tenant: 'acme', bearer: '${ANA}' },
        ben: { tenant: 'acme', role: 'member', bearer: '${BEN}' },
      },
      chat: { send: 'POST /api/chat', body: { message: '{{prompt}}' }, reply: '$.reply' },
    },
    operations: [],
    thresholds: { burst },
    serve,
  });
  expect(requests).toBeLessThanOrEqual(planned);
  return { verdict: check.judge({ bursts: { evidence, missing: [] } }), requests };
}
const past = (most: number, reply: Reply) => (count: number) => (count > most ? reply : undefined);

/** Announces 30 and takes them, and begins anew after so many. */
const window = (messages: number) => (count: number) => ({
  headers: { 'x-ratelimit-limit': '30', 'x-ratelimit-remaining': String(29 - ((count - 1) % messages)) },
  body: { reply: `Good day number ${count}` },
});

describe('the chat-limit probe and its check', () => {
  test.each<[string, Serve, string]>([
    ['429', bot(past(30, { status: 429, body: { error: 'slow down' } })), 'pass'],
    ['200 with an error', bot(past(20, { body: { error: 'You sent too many messages' } })), 'pass'],
    [
      '503 with a date',
      bot(past(20, { status: 503, headers: { 'retry-after': 'Wed, 04 Nov 2026 10:00:00 GMT' } })),
      'pass',
    ],
    ['no limit', bot(() => undefined), 'fail'],
    ['a crash', bot(past(20, { status: 500, body: 'oops' })), 'unproven'],
    ['a bot that is down', () => ({ status: 500, body: 'oops' }), 'unproven'],
    ['a bot that refuses the customer', () => ({ status: 403, body: { error: 'no' } }), 'unproven'],
    ['a window of 30 that ends after 25', bot(window(25)), 'unproven'],
    ['empty replies', () => ({ body: { reply: '' } }), 'unproven'],
  ])('%s', async (_name, serve, status) => {
    expect((await judge(serve)).verdict.status).toBe(status);
  });

  test('sends as many as the article says', async () => {
    expect(
      (
        await judge(
          bot(() => undefined),
          200,
        )
      ).requests,
    ).toBe(200);
  });

  test('says when another customer is stopped too', async () => {
    let count = 0;
    const serve = bot(() => {
      count += 1;
      return count > 20 ? { status: 429, body: { error: 'slow down' } } : undefined;
    });
    const { findings } = (await judge(serve)).verdict;
    expect(findings.map((one) => one.level)).toEqual(['advice']);
    expect(findings[0]?.what).toContain('ana could not get through from the same address either');
  });
});

test('each customer opens conversations in their own tenant, as the body of the file names it', async () => {
  const opened: string[] = [];
  const keys: { readonly [who: string]: number } = { 'Bearer ana-secret-1': 1, 'Bearer bea-secret-1': 2 };
  await rehearse({
    probe: chatLimit,
    target: {
      consent: 'owner',
      tenancy: { by: 'body', name: 'tenant' },
      tenants: { acme: { id: '1' }, globex: { id: '2' } },
      identities: {
        ana: { tenant: 'acme', bearer: '${ANA}' },
        bea: { tenant: 'globex', bearer: '${BEA}' },
      },
      chat: {
        create: { post: '/api/chats', json: { title: '{{text}}', tenant: 9 }, id: '$.doc.id' },
        send: 'POST /api/chat',
        body: { id: '{{conversation}}', message: '{{prompt}}' },
        reply: '$.reply',
      },
    },
    operations: [],
    thresholds: { burst: 3 },
    serve: ({ path, body, headers }) => {
      if (path !== '/api/chats') return { body: { reply: 'Good day' } };
      const { tenant } = JSON.parse(body);
      const isOwn = tenant === keys[headers.authorization ?? ''];
      opened.push(isOwn ? 'own' : `${headers.authorization} ${JSON.stringify(tenant)}`);
      return { status: isOwn ? 201 : 400, body: { doc: { id: opened.length } } };
    },
  });
  expect(new Set(opened)).toEqual(new Set(['own']));
});
