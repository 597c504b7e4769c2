import { describe, expect, test } from 'vitest';
import { limitBypass } from '../checks/limits/bypass.ts';
import { loginLimit as check } from '../checks/limits/login.ts';
import { rehearse, type Reply, type Serve, type Visit } from '../io/rehearsal.ts';
import { loginLimit } from './login-limit.ts';

const JSON_LOGIN = {
  post: '/api/login',
  json: { email: 'ana@acme.test', password: '${ANA}' },
  token: '$.token',
};
const wrong: Reply = { status: 401, body: { error: 'Wrong e-mail or password', requestId: 'r-1' } };

/** A login that answers as `limit` says once the address has failed often enough. */
function login(limit: (failures: number) => Reply | undefined, refusal = wrong): Serve {
  let failures = 0;
  return ({ body }) => {
    const right = body.includes('ana-secret-1') && body.includes('ana');
    const limited = limit(failures);
    if (limited !== undefined) return limited;
    if (right) return { body: { token: 'token-of-ana-1' }, headers: { 'set-cookie': 'session=abcdef' } };
    failures += 1;
    return refusal;
  };
}
const after = (count: number, reply: Reply) => (failures: number) => (failures >= count ? reply : undefined);

async function judge(serve: Serve, login: object = JSON_LOGIN) {
  const { evidence, requests, planned } = await rehearse({
    probe: loginLimit,
    target: { consent: 'owner', identities: { ana: { login } as never } },
    operations: [],
    serve,
  });
  expect(requests).toBeLessThanOrEqual(planned);
  const of = (kind: string) => ({ evidence: evidence.filter((one) => one.kind === kind), missing: [] });
  return {
    ...check.judge({ bursts: of('limit-burst-login') }),
    bypass: limitBypass.judge({ bypasses: of('limit-bypass') }),
  };
}

describe('the login-limit probe and its check', () => {
  test.each<[string, Serve, string]>([
    ['429 with seconds', login(after(10, { status: 429, headers: { 'retry-after': '600' } })), 'pass'],
    [
      '429 with a date',
      login(
        after(5, { status: 429, headers: { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() } }),
      ),
      'pass',
    ],
    ['a lock', login(after(10, { status: 423, body: { error: 'locked' } })), 'pass'],
    [
      '200 with an error',
      login(after(10, { body: { error: 'Too many attempts' } }), { body: { error: 'Wrong' } }),
      'pass',
    ],
    ['503 with Retry-After', login(after(20, { status: 503, headers: { 'retry-after': '30' } })), 'pass'],
    ['a firewall', login(after(11, { status: 403, body: 'Forbidden' })), 'pass'],
    ['no limit', login(() => undefined), 'fail'],
    [
      'headers that announce a limit that never comes',
      login(() => undefined, {
        ...wrong,
        headers: { 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '4' },
      }),
      'fail',
    ],
    [
      'no limit, wrong password as 200',
      login(() => undefined, { body: { ok: false, error: 'Wrong' } }),
      'fail',
    ],
    [
      'no limit, wrong password as 400',
      login(() => undefined, { status: 400, body: { error: 'Bad login' } }),
      'unproven',
    ],
    ['a crash', login(after(10, { status: 500, body: 'oops' })), 'unproven'],
    ['503 without a word', login(after(10, { status: 503, body: 'Service Unavailable' })), 'unproven'],
    ['nothing but errors', () => ({ status: 500, body: 'oops' }), 'unproven'],
    ['no such route', () => undefined, 'unproven'],
  ])('%s', async (_name, serve, status) => {
    expect((await judge(serve)).status).toBe(status);
  });

  test('400 for a wrong password counts where an empty request is told something else', async () => {
    const refusing = login(() => undefined, { status: 400, body: { error: 'invalid_grant' } });
    const serve: Serve = (visit) =>
      visit.body === '{}' ? { status: 400, body: { error: 'email is required' } } : refusing(visit);
    expect((await judge(serve)).status).toBe('fail');
  });

  test('never tries the name or password of the identity', async () => {
    const visits: Visit[] = [];
    const serve = login(() => undefined);
    await judge((visit) => {
      visits.push(visit);
      return serve(visit);
    });
    const strange = visits.filter((one) => !one.body.includes('ana-secret-1'));
    expect(strange).toHaveLength(50);
    expect(strange.every((one) => !one.body.includes('ana@acme.test'))).toBe(true);
    expect(new Set(strange.map((one) => one.body)).size).toBe(1);
  });

  test('sends a fresh CSRF token with each try of a form', async () => {
    const page = {
      headers: { 'set-cookie': 'csrf=abcdefgh12345678' },
      body: '<input name="_csrf" value="token-1234567890">',
    };
    const serve = login(() => undefined, { status: 302, headers: { location: '/login?error=1' } });
    const verdict = await judge(
      async (visit) => {
        if (visit.method === 'GET') return page;
        if (!visit.body.includes('token-1234567890') || !visit.headers.cookie?.includes('csrf=abcdefgh')) {
          return { status: 403, body: 'CSRF' };
        }
        return serve(visit);
      },
      {
        form: '/login',
        fields: { email: 'ana@acme.test', password: '${ANA}' },
        csrf: { get: '/login', field: '_csrf' },
      },
    );
    expect(verdict.status).toBe('fail');
  });

  test('says when a customer behind the same address is locked out', async () => {
    const verdict = await judge(login(after(10, { status: 429, headers: { 'retry-after': '600' } })));
    expect(verdict.findings.map((one) => [one.level, one.what.slice(0, 42)])).toEqual([
      ['advice', 'After the burst was stopped at request 11,'],
    ]);
  });

  test.each<[string, (visit: Visit) => string, string]>([
    ['counts by what X-Forwarded-For says', ({ headers }) => String(headers['x-forwarded-for']), 'fail'],
    ['counts by what Forwarded says', ({ headers }) => String(headers.forwarded), 'fail'],
    ['counts by the path as written', ({ path }) => path, 'fail'],
    ['counts by the connection', () => 'one', 'pass'],
  ])('a limiter that %s', async (_name, keyOf, status) => {
    const failures = new Map<string, number>();
    const serve: Serve = (visit) => {
      if (!/^\/api\/login\/?$/i.test(visit.path)) return undefined;
      const key = keyOf(visit);
      const count = (failures.get(key) ?? 0) + 1;
      if (count > 10) return { status: 429, headers: { 'retry-after': '600' }, body: '' };
      if (visit.body.includes('ana-secret-1')) return { body: { token: 'token-of-ana-1' } };
      failures.set(key, count);
      return wrong;
    };
    const verdict = await judge(serve);
    expect([verdict.status, verdict.bypass.status]).toEqual(['pass', status]);
  });
});
