import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { isSignedWith, newSigningSecret, signatureOf } from '../http/signature.ts';
import { idOf, startProduct, type Person, type Product } from '../testing/product.ts';

const SECRET = newSigningSecret();

type Heard = { readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string };

let product: Product;
let owner: Person;
let server: Server;
let listener: string;
const heard: Heard[] = [];
const answers: number[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(request.url?.startsWith('/broken') ? 500 : (answers.shift() ?? 204)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  listener = `127.0.0.1:${port}`;
  const config = { billingSecret: SECRET, webhookHosts: [listener], retrySeconds: [0.02, 0.02] };
  product = await startProduct({}, config);
  owner = await product.signUp('owner@hooks.test', 'Hooks');
}, 60_000);

afterAll(async () => {
  await product.close();
  server.close();
});

type Sent = { readonly id?: string; readonly age?: number; readonly headers?: Record<string, string> };

function bill(type: string, data: object, { id = 'msg_1', age = 0, headers }: Sent = {}) {
  const body = JSON.stringify({ type, data: { workspaceId: owner.workspaceId, ...data } });
  const timestamp = String(Math.floor(Date.now() / 1_000) - age);
  const signature = signatureOf({ id, timestamp, body }, SECRET);
  return product.send('POST', '/hooks/billing', {
    form: body,
    headers: {
      'content-type': 'application/json',
      ...(headers ?? {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signature,
      }),
    },
  });
}

const Billing = z.object({ credits: z.number(), tier: z.string() });
const billing = async () =>
  Billing.parse((await product.send('GET', '/api/billing', { token: owner.token })).json);

describe('events that come in', () => {
  test('a signed event has its effect once, however often it comes', async () => {
    const before = await billing();
    expect((await bill('credits.granted', { credits: 5 }, { id: 'msg_once' })).status).toBe(202);
    expect((await bill('credits.granted', { credits: 5 }, { id: 'msg_once' })).status).toBe(202);
    expect((await billing()).credits).toBe(before.credits + 5);
  });

  test.each<[string, Sent]>([
    ['without any signature', { headers: {} }],
    ['with half of the headers', { headers: { 'webhook-id': 'msg_x', 'webhook-signature': 'v1,AAAA' } }],
    [
      'with a wrong signature',
      {
        headers: {
          'webhook-id': 'msg_x',
          'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
          'webhook-signature': 'v1,AAAA',
        },
      },
    ],
    ['from an hour ago', { id: 'msg_old', age: 3_600 }],
    ['from an hour ahead', { id: 'msg_early', age: -3_600 }],
  ])('an event %s has no effect', async (_name, sent) => {
    const before = await billing();
    expect((await bill('credits.granted', { credits: 5 }, sent)).status).toBe(401);
    expect(await billing()).toEqual(before);
  });

  test('what cannot be done yet is tried again, then kept, and can be tried by hand', async () => {
    const { credits } = await billing();
    await bill('credits.revoked', { credits: credits + 7 }, { id: 'msg_early_revoke' });
    const Events = z.object({ events: z.array(z.looseObject({ id: z.string(), state: z.string() })) });
    const state = async () => {
      const { json } = await product.send('GET', '/api/billing/events', { token: owner.token });
      return Events.parse(json).events.find(({ id }) => id === 'msg_early_revoke');
    };
    await vi.waitFor(async () => expect(await state()).toMatchObject({ state: 'dead', attempts: 3 }));
    await bill('credits.granted', { credits: 7 }, { id: 'msg_late_grant' });
    const path = '/api/billing/events/retry';
    expect((await product.send('POST', path, { token: owner.token })).status).toBe(204);
    await vi.waitFor(async () => expect(await state()).toMatchObject({ state: 'done' }));
    expect((await billing()).credits).toBe(0);
  });
});

describe('events that go out', () => {
  const Registered = z.object({ id: z.string(), secret: z.string() });
  const register = async (path: string) => {
    const body = { url: `http://${listener}${path}` };
    return Registered.parse((await product.send('POST', '/api/webhooks', { token: owner.token, body })).json);
  };
  const Deliveries = z.object({
    deliveries: z.array(z.looseObject({ id: z.string(), state: z.string(), webhook: z.string() })),
  });
  const dead = async () =>
    Deliveries.parse((await product.send('GET', '/api/deliveries/dead', { token: owner.token })).json)
      .deliveries;

  test('are signed, and sent again under the same id until they are received', async () => {
    const { id, secret } = await register('/works');
    answers.push(503);
    const sent = { token: owner.token, body: { note: 'hello' } };
    const test = await product.send('POST', `/api/webhooks/${id}/test`, sent);
    expect(test.json).toMatchObject({ status: '503' });
    const mine = () => heard.filter(({ path }) => path === '/works');
    await vi.waitFor(() => expect(mine()).toHaveLength(2));
    for (const { headers, body } of mine()) {
      const signed = {
        id: String(headers['webhook-id']),
        timestamp: String(headers['webhook-timestamp']),
        body,
      };
      expect(signed.id).toBe(idOf(test));
      expect(isSignedWith(signed, String(headers['webhook-signature']), secret)).toBe(true);
    }
    await product.send('DELETE', `/api/webhooks/${id}`, { token: owner.token });
  });

  test('are kept when they never arrive, and can be sent again by hand', async () => {
    const { id } = await register('/broken');
    await product.send('POST', `/api/webhooks/${id}/test`, { token: owner.token, body: {} });
    await vi.waitFor(async () => expect(await dead()).toHaveLength(1));
    const [letter] = await dead();
    const path = `/api/deliveries/${letter?.id}/redeliver`;
    const before = heard.length;
    expect((await product.send('POST', path, { token: owner.token })).status).toBe(204);
    await vi.waitFor(() => expect(heard.length).toBe(before + 3));
    await product.send('DELETE', `/api/webhooks/${id}`, { token: owner.token });
  });

  test('tell of what changed in billing', async () => {
    const { id } = await register('/told');
    await bill('credits.granted', { credits: 1 }, { id: 'msg_told' });
    await vi.waitFor(() => expect(heard.some(({ path }) => path === '/told')).toBe(true));
    await product.send('DELETE', `/api/webhooks/${id}`, { token: owner.token });
  });

  test('never go to addresses of our own network', async () => {
    const body = { url: 'https://169.254.169.254/latest/meta-data' };
    const id = idOf(await product.send('POST', '/api/webhooks', { token: owner.token, body }));
    const test = await product.send('POST', `/api/webhooks/${id}/test`, { token: owner.token, body: {} });
    expect(test.json).toMatchObject({ status: 'refused' });
    await product.send('DELETE', `/api/webhooks/${id}`, { token: owner.token });
  });
});
