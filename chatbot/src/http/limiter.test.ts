import { describe, expect, test } from 'vitest';
import { Config } from '../config/config.ts';
import { defaultLimits, type LimitFacts } from '../policies/limits.ts';
import { addressKey, clientAddress } from './address.ts';
import { createLimiter, memoryStore } from './limiter.ts';

const { limits: rates } = Config.parse({
  jwtSecret: 'a secret for tests, long enough to pass',
  mail: { kind: 'outbox', directory: '.' },
});

const facts = (name: LimitFacts['name'], account: string, address = '203.0.113.1'): LimitFacts => ({
  name,
  account,
  userId: undefined,
  request: {
    method: 'POST',
    path: '/',
    headers: new Headers({ 'x-forwarded-for': String(Math.random()) }),
    query: new URLSearchParams(),
    address,
    origin: 'http://localhost',
  },
});

describe('the limiter', () => {
  test('locks one account from one address, and nobody else', async () => {
    const limiter = createLimiter(defaultLimits, rates);
    const burst = await Promise.all(
      Array.from({ length: 12 }, () => limiter.take(facts('login', 'Ana@acme.test'))),
    );
    expect(burst.filter(({ kind }) => kind === 'within')).toHaveLength(10);
    expect((await limiter.take(facts('login', 'ana@acme.test '))).kind).toBe('exceeded');
    expect((await limiter.take(facts('login', 'ben@acme.test'))).kind).toBe('within');
    expect((await limiter.take(facts('login', 'ana@acme.test', '203.0.113.2'))).kind).toBe('within');
  });

  test('gives back what was not a failure', async () => {
    const limiter = createLimiter(defaultLimits, rates);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const taken = await limiter.take(facts('login', 'ana@acme.test'));
      expect(taken.kind).toBe('within');
      if (taken.kind === 'within') await taken.refund();
    }
  });

  test('tells the truth about when to come back', async () => {
    let now = 0;
    const store = memoryStore(() => now);
    await store.increment('key', 60);
    now = 20_500;
    expect(await store.increment('key', 60)).toEqual({ count: 2, resetSeconds: 40 });
    now = 60_000;
    expect(await store.increment('key', 60)).toEqual({ count: 1, resetSeconds: 60 });
  });

  test('refuses sign-ins, but not reading, while it cannot count', async () => {
    const increment = () => Promise.reject(new Error('down'));
    const limiter = createLimiter({ ...defaultLimits, store: { increment, refund: async () => {} } }, rates);
    expect((await limiter.take(facts('login', 'ana@acme.test'))).kind).toBe('unavailable');
    expect((await limiter.take(facts('read', ''))).kind).toBe('within');
  });
});

describe('addresses', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  test('forwarded ones count only as far as our own proxies wrote them', () => {
    expect(clientAddress('10.0.0.1', '6.6.6.6', 0)).toBe('10.0.0.1');
    expect(clientAddress('10.0.0.1', '6.6.6.6, 203.0.113.7', 1)).toBe('203.0.113.7');
    expect(clientAddress('10.0.0.1', null, 1)).toBe('10.0.0.1');
  });
});
