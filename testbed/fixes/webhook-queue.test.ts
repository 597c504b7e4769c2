import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workplace } from '../conformance/workplace.ts';
import { startChild } from '../src/child-process.ts';
import { freePort } from '../src/free-port.ts';
import { applyKits, auditWith, whileUp } from './audit-kits.ts';
import { writeShop } from './shop/shop.ts';

const CHECK = 'webhooks/delivery';
const KEY = 'a-key-of-ana-for-this-test';

/** Sends each event once and forgets it, or hands it to the queue of the kit, whose hours pass in milliseconds. */
const server = (isMended: boolean) => `import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
${isMended ? "import { memoryStore, webhookQueue } from './security/webhook-queue.mjs';" : ''}
const hooks = new Map();
async function send({ id, url, secret, body }) {
  const signature = 'sha256=' + createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-github-delivery': id, 'x-hub-signature-256': signature };
  return (await fetch(url, { method: 'POST', headers, body })).ok;
}
${
  isMended
    ? `const began = Date.now();
const store = memoryStore();
const queue = webhookQueue({ store, send, now: () => began + (Date.now() - began) * 100_000 });
const fire = async (event) => { await queue.add(event); };
const lost = () => store.all().filter((one) => one.state === 'given up').map(({ id, body }) => ({ id, body }));
(async () => { for (;;) { await queue.runDue(); await new Promise((done) => setTimeout(done, 20)); } })();`
    : `const fire = (event) => send(event).catch(() => false);
const lost = () => [];`
}
async function answer({ method, url, headers }, text) {
  if (headers.authorization !== 'Bearer ' + process.env.ANA) return [401, { error: 'who are you?' }];
  if (url === '/me') return [200, { name: 'ana' }];
  if (url === '/lost') return [200, lost()];
  if (url === '/hooks') {
    const hook = { key: randomUUID(), secret: randomUUID(), url: JSON.parse(text).target };
    hooks.set(hook.key, hook);
    return [201, hook];
  }
  const [, , key, act] = url.split('/');
  const hook = hooks.get(key);
  if (hook === undefined) return [404, { error: 'no such hook' }];
  if (method === 'DELETE') return [hooks.delete(key) ? 204 : 404, undefined];
  await fire({ id: randomUUID(), url: hook.url, secret: hook.secret, body: text });
  return [act === 'ping' ? 202 : 404, { sent: true }];
}
createServer(async (request, response) => {
  let text = '';
  for await (const piece of request) text += piece;
  const [status, body] = await answer(request, text);
  response.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body));
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
`;

it('webhook-queue: events that were sent once and forgotten arrive, or are kept', async () => {
  using place = workplace({ ANA: KEY });
  const folder = join(place.folder, 'shop');
  writeShop(folder, 'generic');
  const port = await freePort();
  const file = place.write({
    schema: 1,
    profile: 'b2b-onboarding',
    api: `http://127.0.0.1:${port}`,
    consent: 'owner',
    repo: 'shop',
    identities: { ana: { tenant: 'acme', bearer: '${ANA}' } },
    whoami: { get: '/me', user: '$.name' },
    routes: { list: ['GET /me'] },
    webhooks: {
      out: {
        register: 'POST /hooks',
        json: { target: '{{url}}' },
        id: '$.key',
        secret: '$.secret',
        remove: '/hooks/{id}',
        dialect: 'github',
        listen: `127.0.0.1:${await freePort()}`,
        trigger: { send: 'POST /hooks/{id}/ping', json: { say: '{{text}}' } },
        retryWithin: '3s',
        dead: 'GET /lost',
        deadWithin: '5s',
      },
    },
  });
  const audited = async (isMended: boolean) => {
    const script = join(folder, 'server.mjs');
    writeFileSync(script, server(isMended));
    const env = { ANA: KEY, PORT: String(port) };
    const shop = await startChild({
      name: 'the shop',
      script,
      args: [],
      errors: join(folder, 'errors.log'),
      env,
    });
    return whileUp(shop, () => auditWith(place, file, [CHECK]));
  };
  expect(await audited(false)).toEqual({ [CHECK]: 'fail' });
  await applyKits(place);
  expect(await audited(true)).toEqual({ [CHECK]: 'pass' });
});
