import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from '../conformance/workplace.ts';
import { freePort } from '../src/free-port.ts';
import { applyKits, auditWith, whileUp, type Outcome } from './audit-kits.ts';
import { ASKED, GREEN, RED } from './shop/shop-outcomes.ts';
import { SECRET, SHOP_ENV, shopTarget } from './shop/shop-target.ts';
import { startShop, writeShop } from './shop/shop.ts';

/** One folder for all: what Next.js has built once, it builds fast. */
const place = workplace(SHOP_ENV);
const folder = join(place.folder, 'shop');
let port: number;

beforeAll(async () => {
  port = await freePort();
  writeShop(folder, 'nextjs');
});
afterAll(() => place[Symbol.dispose]());

const start = (mended: 'nothing' | 'token' | 'cookie') =>
  startShop({ folder, framework: 'nextjs', mended, port });
const audit = (by: 'token' | 'cookie') => auditWith(place, place.write(shopTarget(port, by)), ASKED[by]);

it('finds a shop of Next.js flawed, and writes the kits for it', async () => {
  const seen: Outcome[] = [];
  await whileUp(await start('nothing'), async () => {
    for (const by of ['cookie', 'token'] as const) {
      seen.push(await audit(by));
      await applyKits(place);
    }
  });
  await applyKits(place, 'security-headers');
  expect(seen).toEqual([RED.cookie, RED.token]);
});

describe('with the kits for its tokens built in', () => {
  let shop: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    shop = await start('token');
  });
  afterAll(() => shop.stop());

  it('holds what they need', async () => {
    expect(await audit('token')).toEqual(GREEN.token);
  });

  it('counts by no address that a caller makes up', async () => {
    // The audit has used up what there is.
    const headers = {
      'x-vercel-forwarded-for': '192.0.2.77',
      'x-forwarded-for': '192.0.2.77',
      'x-real-ip': '192.0.2.77',
    };
    expect((await ask('/api/login', { method: 'POST', headers })).status).toBe(429);
  });

  it('still gives pages their scripts', async () => {
    const page = await (await ask('/')).text();
    const scripts = [...page.matchAll(/src="(\/_next\/[^"]+)"/gu)].map((one) => one[1] ?? '');
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect((await ask(script)).status).toBe(200);
  });

  it('still leads elsewhere, which Next.js does by an error', async () => {
    const { status, headers } = await ask('/old', { headers: { authorization: `Bearer ${token()}` } });
    expect([status, headers.get('location')]).toEqual([307, '/']);
  });
});

it('holds what its customers’ cookies need, once their kits are built in', async () => {
  expect(await whileUp(await start('cookie'), () => audit('cookie'))).toEqual(GREEN.cookie);
});

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
}

function token(): string {
  const signed = [{ alg: 'HS256' }, { sub: 'ana@acme.test', exp: 4e9 }].map(encoded).join('.');
  return `${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
