import { describe, expect, test } from 'vitest';
import { originAllowList } from '../checks/cors/origin-allow-list.ts';
import { operationOf, rehearse, type Reply, type Visit } from '../io/rehearsal.ts';
import { cors } from './cors.ts';
import { foreignOrigins } from './cors-origins.ts';

const APP = 'https://app.example.com';
type Policy = (origin: string) => Record<string, string>;
const credentials = { 'access-control-allow-credentials': 'true' };
const allowing =
  (allowed: (origin: string) => boolean): Policy =>
  (origin) =>
    allowed(origin) ? { 'access-control-allow-origin': origin, ...credentials, vary: 'origin' } : {};
const tokenAllowing =
  (allowed: (origin: string) => boolean): Policy =>
  (origin) =>
    allowed(origin)
      ? {
          'access-control-allow-origin': origin,
          'access-control-allow-headers': 'Authorization, Content-Type',
        }
      : {};

const api =
  (policy: Policy, isIn: (visit: Visit) => boolean) =>
  (visit: Visit): Reply => {
    const headers = policy(visit.headers.origin ?? '');
    if (visit.method === 'OPTIONS') return { status: 204, headers };
    if (visit.path === '/health') return { headers, body: { ok: true } };
    return isIn(visit) ? { headers, body: { name: 'Ana' } } : { status: 401, headers, body: { error: 'no' } };
  };

async function judge(policy: Policy, carries: 'cookie' | 'bearer', answer = api) {
  const byCookie = carries === 'cookie';
  const { evidence, requests, planned } = await rehearse({
    probe: cors,
    target: {
      app: APP,
      consent: 'owner',
      identities: { ana: byCookie ? { cookie: 'session=${ANA}' } : { bearer: '${ANA}' } },
    },
    operations: [operationOf('GET /api/me'), operationOf('GET /health', { declared: 'public' })],
    serve: answer(policy, ({ headers }) =>
      byCookie ? headers.cookie === 'session=ana-secret-1' : headers.authorization === 'Bearer ana-secret-1',
    ),
  });
  expect(requests).toBeLessThanOrEqual(planned);
  return originAllowList.judge({ answers: { evidence, missing: [] } });
}

describe('the cors probe and its check', () => {
  test.each<[string, Policy, 'cookie' | 'bearer', string]>([
    ['an allow-list', allowing((origin) => origin === APP), 'cookie', 'pass'],
    ['no CORS at all', () => ({}), 'cookie', 'pass'],
    ['an allow-list for tokens', tokenAllowing((origin) => origin === APP), 'bearer', 'pass'],
    ['reflection', allowing((origin) => origin !== ''), 'cookie', 'fail'],
    ['null', allowing((origin) => origin === APP || origin === 'null'), 'cookie', 'fail'],
    ['a prefix', allowing((origin) => origin.startsWith(APP)), 'cookie', 'fail'],
    ['a suffix', allowing((origin) => origin.endsWith('example.com')), 'cookie', 'fail'],
    ['a suffix of the host', allowing((origin) => origin.endsWith('app.example.com')), 'cookie', 'fail'],
    ['plain http', allowing((origin) => origin.endsWith('://app.example.com')), 'cookie', 'fail'],
    ['any preview deployment', allowing((origin) => origin.endsWith('.vercel.app')), 'cookie', 'fail'],
    ['reflection for tokens', tokenAllowing((origin) => origin !== ''), 'bearer', 'fail'],
    [
      'a wildcard for tokens',
      () => ({ 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization' }),
      'bearer',
      'fail',
    ],
    ['a wildcard without credentials', () => ({ 'access-control-allow-origin': '*' }), 'cookie', 'pass'],
    [
      'any sub-domain',
      allowing((origin) => /^https:\/\/[\w-]+\.example\.com$/.test(origin)),
      'cookie',
      'pass',
    ],
  ])('%s', async (_name, policy, carries, status) => {
    expect((await judge(policy, carries)).status).toBe(status);
  });

  test('a product that says no with status 200 shows a stranger nothing, and foreign websites all the same', async () => {
    const polite: typeof api = (policy, isIn) => (visit) => {
      const reply = api(policy, isIn)(visit);
      return reply.status === 401 ? { ...reply, status: 200 } : reply;
    };
    const reflecting = allowing((origin) => origin !== '');
    expect((await judge(reflecting, 'cookie', polite)).status).toBe('fail');
    expect(
      (
        await judge(
          allowing((origin) => origin === APP),
          'cookie',
          polite,
        )
      ).status,
    ).toBe('pass');
  });

  test('a route that does not work decides nothing', async () => {
    const broken = () => (): Reply => ({ status: 500, body: 'oops' });
    expect((await judge(() => ({}), 'cookie', broken)).status).toBe('unproven');
  });
});

test('without an identity nothing is asked', () => {
  const { cells, leftOut } = cors.plan({
    target: { identities: {} } as never,
    operations: [],
    texts: {},
    thresholds: {} as never,
  });
  expect(cells).toEqual([]);
  expect(leftOut[0]?.add).toContain('identities:');
});

test('foreign origins of a product with an address of its own', () => {
  expect(foreignOrigins('http://127.0.0.1:4000', 'word').map((one) => one.origin)).toEqual([
    'https://word.test',
    'null',
    'http://127.0.0.1:4000.word.test',
    'http://127.0.0.1.word.test:4000',
    'https://word.vercel.app',
    'http://word127.0.0.1:4000',
  ]);
});
