import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { TargetInput } from '../core/target.ts';
import { json } from './fixtures/small-server.ts';
import { trialRun, type Visit } from './fixtures/trial-run.ts';
import { encodePart } from './jwt.ts';
import { oneTimeCode } from './totp.ts';

type Identity = NonNullable<TargetInput['identities']>[string];

const LOGIN: Identity = {
  login: { post: '/login', json: { email: 'ana@acme.test', password: '${ANA}' }, token: '$.token' },
};

/** Tries one way of logging in: what `GET /me` came back with, and all that the server saw. */
async function me(
  identity: Identity,
  serve: (visit: Visit, response: ServerResponse) => void,
  target: Partial<TargetInput> = {},
) {
  await using trial = await trialRun({
    target: { identities: { ana: identity }, ...target },
    env: { ANA: 'p&ss "word"', KEY: 'key-0123456789', TOTP: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' },
    serve,
  });
  const { outcome } = await trial.live.world.exchange('t#1', 't', { method: 'GET', path: '/me', as: 'ana' });
  const { visits } = trial;
  return {
    outcome,
    visits,
    seen: visits.find((one) => one.path === '/me')?.headers,
    tape: trial.directory.read('tape.jsonl'),
  };
}

describe('credentials that are given', () => {
  it.each<[string, Identity, string, string]>([
    ['bearer', { bearer: '${KEY}' }, 'authorization', 'Bearer key-0123456789'],
    ['cookie', { cookie: 'sid=${KEY}; theme=dark' }, 'cookie', 'sid=key-0123456789; theme=dark'],
    ['apiKey', { apiKey: { header: 'X-Api-Key', value: '${KEY}' } }, 'x-api-key', 'key-0123456789'],
    [
      'basic',
      { basic: { user: 'ana', password: '${ANA}' } },
      'authorization',
      `Basic ${btoa('ana:p&ss "word"')}`,
    ],
  ])('%s', async (_, identity, header, value) => {
    const { seen, tape } = await me(identity, (__, response) => json(response, 200, {}));
    expect(seen?.[header]).toBe(value);
    expect(tape).not.toContain('key-0123456789');
    expect(tape).not.toContain(btoa('ana:p&ss "word"'));
  });
});

describe('logging in', () => {
  it('by JSON, with a token in the answer, sends the password as it is and records none of it', async () => {
    const { seen, visits, tape } = await me(LOGIN, ({ path }, response) =>
      json(response, 200, path === '/login' ? { token: 'tok-1234567890ab' } : {}),
    );
    expect(seen?.authorization).toBe('Bearer tok-1234567890ab');
    expect(JSON.parse(visits[0]?.body ?? '')).toEqual({ email: 'ana@acme.test', password: 'p&ss "word"' });
    for (const secret of ['tok-1234567890ab', 'p&ss']) expect(tape).not.toContain(secret);
  });

  it('sends a token in the header that the product wants it in, and public headers with everything', async () => {
    const login = { post: '/login', json: { email: 'ana', password: '${ANA}' }, token: '$.session' };
    const { seen, visits, tape } = await me(
      { login: { ...login, tokenAs: 'X-Session-Token: {{token}}' } },
      ({ path }, response) => json(response, 200, path === '/login' ? { session: 'r:tok-1234567890ab' } : {}),
      { headers: { 'X-Application-Id': 'acme-web' } },
    );
    expect(seen?.['x-session-token']).toBe('r:tok-1234567890ab');
    expect(seen?.authorization).toBeUndefined();
    expect(visits.map(({ headers }) => headers['x-application-id'])).toEqual(['acme-web', 'acme-web']);
    expect(tape).not.toContain('tok-1234567890ab');
  });

  it('by form, with a hidden CSRF field, on the app and not on the API', async () => {
    const form: Identity = {
      login: {
        form: '/login',
        fields: { email: 'ana', password: '${ANA}' },
        csrf: { get: '/login', field: 'csrf' },
      },
    };
    await using trial = await trialRun({
      target: (origin) => ({ app: origin, api: `${origin}/api`, identities: { ana: form } }),
      env: { ANA: 'p&ss "word"' },
      serve({ method, path }, response) {
        if (path === '/api/me') return json(response, 200, {});
        if (method === 'GET')
          return void response
            .writeHead(200, { 'set-cookie': 'pre=1' })
            .end('<input type=hidden name="csrf" value="c-123">');
        return void response.writeHead(302, { location: '/', 'set-cookie': 'sid=abc; Path=/' }).end();
      },
    });
    await trial.live.world.exchange('t#1', 't', { method: 'GET', path: '/me', as: 'ana' });
    expect(trial.visits.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /login',
      'POST /login',
      'GET /api/me',
    ]);
    expect(Object.fromEntries(new URLSearchParams(trial.visits[1]?.body))).toEqual({
      email: 'ana',
      password: 'p&ss "word"',
      csrf: 'c-123',
    });
    expect(trial.visits[2]?.headers.cookie).toBe('pre=1; sid=abc');
  });

  it('with a CSRF header sends it with every change, and with no reading request', async () => {
    const login: Identity = {
      login: {
        post: '/login',
        json: { user: 'ana', password: '${ANA}' },
        csrf: { get: '/csrf', field: 'token', from: '$.token', header: 'X-CSRF' },
      },
    };
    await using trial = await trialRun({
      target: { identities: { ana: login } },
      env: { ANA: 'password-1' },
      serve({ path, headers }, response) {
        if (path === '/csrf')
          return json(
            response,
            200,
            { token: headers.cookie?.includes('sid') ? 'after' : 'before' },
            { 'set-cookie': 'pre=1' },
          );
        return json(response, 200, {}, path === '/login' ? { 'set-cookie': 'sid=abc' } : {});
      },
    });
    const { world } = trial.live;
    await world.exchange('t#1', 't', { method: 'POST', path: '/notes', as: 'ana' });
    await world.exchange('t#2', 't', { method: 'GET', path: '/notes', as: 'ana' });
    const sent = trial.visits
      .filter(({ path }) => !path.startsWith('/csrf'))
      .map(({ headers }) => headers['x-csrf']);
    expect(sent).toEqual(['before', 'after', undefined]);
  });

  it('with a one-time code', async () => {
    const login: Identity = {
      login: { post: '/login', json: { password: '${ANA}', otp: '{{totp}}' }, token: '$.t', totp: '${TOTP}' },
    };
    const before = oneTimeCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', Date.now());
    const { visits } = await me(login, (_, response) => json(response, 200, { t: 'tok-1234567890ab' }));
    const after = oneTimeCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', Date.now());
    expect([before, after]).toContain(JSON.parse(visits[0]?.body ?? '{}').otp);
  });

  it('at an OAuth endpoint of the API, and at one elsewhere', async () => {
    const serve = ({ path }: Visit, response: ServerResponse) =>
      json(response, 200, path.endsWith('/token') ? { access_token: 'tok-1234567890ab' } : {});
    const grant = { oauth: 'client_credentials', clientId: 'c', clientSecret: '${KEY}' } as const;
    const own = await me({ login: { ...grant, endpoint: '/oauth/token' } }, serve);
    expect(own.seen?.authorization).toBe('Bearer tok-1234567890ab');
    await using issuer = await trialRun({ serve });
    const elsewhere = await me({ login: { ...grant, endpoint: `${issuer.origin}/tenant/token` } }, serve);
    expect(elsewhere.seen?.authorization).toBe('Bearer tok-1234567890ab');
    expect(new URLSearchParams(issuer.visits[0]?.body).get('client_secret')).toBe('key-0123456789');
  });

  it('at an OAuth endpoint with a user’s password', async () => {
    const login = {
      oauth: 'password',
      endpoint: '/oauth/token',
      clientId: 'web',
      username: 'ana',
      password: '${ANA}',
      scope: 'read write',
    } as const;
    const { seen, visits } = await me({ login }, ({ path }, response) =>
      json(response, 200, path === '/oauth/token' ? { access_token: 'tok-1234567890ab' } : {}),
    );
    expect(seen?.authorization).toBe('Bearer tok-1234567890ab');
    expect(Object.fromEntries(new URLSearchParams(visits[0]?.body))).toEqual({
      grant_type: 'password',
      client_id: 'web',
      username: 'ana',
      password: 'p&ss "word"',
      scope: 'read write',
    });
  });

  it('at an OAuth endpoint that takes clients by HTTP Basic alone', async () => {
    const login = {
      oauth: 'client_credentials',
      endpoint: '/oauth/token',
      clientId: 'a:b',
      clientSecret: '${ANA}',
    } as const;
    const expected = `Basic ${btoa(`${encodeURIComponent('a:b')}:${encodeURIComponent('p&ss "word"')}`)}`;
    const { seen, visits, tape } = await me({ login }, ({ path, headers }, response) => {
      if (path !== '/oauth/token') return json(response, 200, {});
      if (headers.authorization !== expected) return json(response, 401, { error: 'invalid_client' });
      return json(response, 200, { access_token: 'tok-1234567890ab' });
    });
    expect(seen?.authorization).toBe('Bearer tok-1234567890ab');
    expect(new URLSearchParams(visits[1]?.body).has('client_secret')).toBe(false);
    expect(tape).not.toContain(expected.slice(6));
  });

  it('as a guest, where the product makes one on asking', async () => {
    const { seen, visits } = await me(
      { role: 'guest', login: { post: '/guest', json: {}, token: '$.token' } },
      ({ path }, response) => json(response, 200, path === '/guest' ? { token: 'tok-guest-123456' } : {}),
    );
    expect(seen?.authorization).toBe('Bearer tok-guest-123456');
    expect(visits.map(({ path }) => path)).toEqual(['/guest', '/me']);
  });

  it('by form, with a one-time code', async () => {
    const login = {
      form: '/login',
      fields: { user: 'ana', password: '${ANA}', otp: '{{totp}}' },
      totp: '${TOTP}',
    };
    const { seen, visits } = await me({ login }, ({ path, body }, response) => {
      if (path === '/me') return json(response, 200, {});
      const code = new URLSearchParams(body).get('otp') ?? '';
      return void response
        .writeHead(
          302,
          /^\d{6}$/.test(code)
            ? { 'set-cookie': 'sid=0123456789abcdef', location: '/' }
            : { location: '/login' },
        )
        .end();
    });
    expect(visits).toHaveLength(2);
    expect(seen?.cookie).toBe('sid=0123456789abcdef');
  });

  it('on the tenant’s own sub-domain', async () => {
    await using trial = await trialRun({
      target: (origin) => ({
        api: origin.replace('127.0.0.1', 'app.test'),
        network: { hosts: { 'acme.app.test': origin.slice(7) } },
        tenancy: { by: 'subdomain' },
        identities: { ana: { tenant: 'acme', ...LOGIN } },
      }),
      env: { ANA: 'p' },
      serve: (_, response) => json(response, 200, { token: 'tok-1234567890ab' }),
    });
    await trial.live.world.exchange('t#1', 't', { method: 'GET', path: '/me', as: 'ana' });
    expect(trial.visits.map(({ headers }) => headers.host?.split(':')[0])).toEqual([
      'acme.app.test',
      'acme.app.test',
    ]);
  });
});

describe('a login that does not work', () => {
  it.each<[string, number, unknown, string]>([
    ['says no', 401, { error: 'bad password' }, 'answered 401: {"error":"bad password"}'],
    [
      'says no with status 200',
      200,
      { error: 'bad password' },
      '$.token is not in the answer: {"error":"bad password"}',
    ],
    ['answers nothing', 200, '', '$.token is not in the answer'],
  ])('%s', async (_, status, body, because) => {
    const { outcome, seen } = await me(LOGIN, (__, response) => json(response, status, body));
    expect(outcome).toMatchObject({
      kind: 'no-answer',
      reason: 'no-session',
      message: expect.stringContaining(because),
    });
    expect(seen).toBeUndefined();
  });

  it('says no with status 200, and only the cookie from before it', async () => {
    const login: Identity = {
      login: {
        post: '/login',
        json: { password: '${ANA}' },
        csrf: { get: '/csrf', field: 't', from: '$.t', header: 'X-CSRF' },
      },
    };
    const { outcome } = await me(login, ({ path }, response) =>
      path === '/csrf'
        ? json(response, 200, { t: 'x' }, { 'set-cookie': 'pre=1' })
        : json(response, 200, { error: 'bad password' }),
    );
    expect(outcome).toMatchObject({ reason: 'no-session', message: expect.stringContaining('bad password') });
  });

  it('shows its form again', async () => {
    const form: Identity = { login: { form: '/login', fields: { password: '${ANA}' } } };
    const { outcome } = await me(
      form,
      (_, response) => void response.writeHead(200, { 'set-cookie': 'sid=1' }).end('<input type="password">'),
    );
    expect(outcome).toMatchObject({
      reason: 'no-session',
      message: expect.stringContaining('the form was not accepted'),
    });
  });

  it('says nothing about the credential when the target is in trouble', async () => {
    const { outcome } = await me(LOGIN, (_, response) => json(response, 503, {}));
    expect(outcome).toMatchObject({ kind: 'no-answer', reason: 'stopped' });
  });

  it.each<[string, () => string]>([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 1_000).toUTCString()],
  ])('asks to wait (%s), and is tried again then', async (_, retryAfter) => {
    let asked = 0;
    const { outcome } = await me(LOGIN, ({ path }, response) => {
      if (path === '/me') return json(response, 200, {});
      asked += 1;
      return asked === 1
        ? json(response, 429, {}, { 'retry-after': retryAfter() })
        : json(response, 200, { token: 'tok-1234567890ab' });
    });
    expect(outcome).toMatchObject({ status: 200 });
    expect(asked).toBe(2);
  });

  it('asks to wait too long', async () => {
    const { outcome, visits } = await me(LOGIN, (_, response) =>
      json(response, 429, {}, { 'retry-after': '3600' }),
    );
    expect(outcome).toMatchObject({ reason: 'stopped', message: expect.stringContaining('429') });
    expect(visits).toHaveLength(1);
  });
});

describe('a session that ends', () => {
  const token = (name: string, livesMs: number) =>
    `${encodePart({ alg: 'HS256' })}.${encodePart({ name, exp: Math.floor((Date.now() + livesMs) / 1000) })}.c2lnbmF0dXJl`;

  it('by its own clock is renewed once, however many ask', async () => {
    let logins = 0;
    await using trial = await trialRun({
      target: { identities: { ana: LOGIN } },
      env: { ANA: 'password-1' },
      serve({ path }, response) {
        if (path !== '/login') return json(response, 200, {});
        logins += 1;
        return json(response, 200, { token: token(`n${logins}`, logins === 1 ? 3_000 : 600_000) });
      },
    });
    const { world } = trial.live;
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        world.exchange(`t#${index}`, 't', { method: 'GET', path: '/x', as: 'ana' }),
      ),
    );
    expect(logins).toBe(2);
  });

  it('by the target’s will is renewed once, and a refusal of another kind is not', async () => {
    let logins = 0;
    let living = '';
    await using trial = await trialRun({
      target: { identities: { ana: LOGIN }, whoami: { get: '/me' } },
      env: { ANA: 'password-1' },
      serve({ path, headers }, response) {
        if (path === '/login') {
          logins += 1;
          living = `tok-1234567890-${logins}`;
          return json(response, 200, { token: living });
        }
        return json(
          response,
          path === '/never' || headers.authorization !== `Bearer ${living}` ? 401 : 200,
          {},
        );
      },
    });
    const { world } = trial.live;
    const ask = (path: string, index: number) =>
      world.exchange(`t#${index}`, 't', { method: 'GET', path, as: 'ana' });
    await ask('/x', 0);
    living = 'somebody signed ana out';
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => ask('/x', index + 1)));
    expect(answers.map(({ outcome }) => outcome.kind === 'answer' && outcome.status)).toEqual(
      Array(12).fill(200),
    );
    expect(logins).toBe(2);
    expect((await ask('/never', 20)).outcome).toMatchObject({ status: 401 });
    expect(logins).toBe(2);
  });

  it('is refreshed where the file says how, and logged in again where that fails', async () => {
    const paths: string[] = [];
    let refreshes = 0;
    await using trial = await trialRun({
      target: {
        identities: {
          ana: {
            login: {
              post: '/login',
              json: { password: '${ANA}' },
              token: '$.token',
              refreshToken: '$.refresh',
            },
            refresh: { post: '/refresh', json: { refresh: '{{refreshToken}}' }, refreshToken: '$.refresh' },
            headers: { 'x-version': '2' },
          },
        },
      },
      env: { ANA: 'password-1' },
      serve({ path, body, headers }, response) {
        paths.push(path);
        if (path === '/login')
          return json(response, 200, { token: token('a', 1_000), refresh: 'refresh-0001-abc' });
        if (path !== '/refresh') return json(response, 200, {});
        refreshes += 1;
        const known =
          JSON.parse(body).refresh === `refresh-000${refreshes}-abc` && headers['x-version'] === '2';
        if (!known || refreshes > 2) return json(response, 400, {});
        return json(response, 200, {
          token: token(`b${refreshes}`, 1_000),
          refresh: `refresh-000${refreshes + 1}-abc`,
        });
      },
    });
    for (let index = 0; index < 4; index += 1)
      await trial.live.world.exchange(`t#${index}`, 't', { method: 'GET', path: '/x', as: 'ana' });
    expect(paths).toEqual([
      '/login',
      '/refresh',
      '/x',
      '/refresh',
      '/x',
      '/refresh',
      '/login',
      '/x',
      '/refresh',
      '/login',
      '/x',
    ]);
  });

  it.each<[string, (response: ServerResponse, path: string) => void]>([
    ['an error with status 200', (response) => json(response, 200, { error: 'please sign in' })],
    [
      'an error, and nobody where the user stood',
      (response, path) => json(response, 200, path === '/me' ? { user: null } : { success: false }),
    ],
    [
      'a redirect to the login',
      (response) => void response.writeHead(302, { location: '/login?next=/x' }).end(),
    ],
    ['the form of the login', (response) => void response.end('<form><input name=p type="password"></form>')],
    ['419 as Laravel does', (response) => json(response, 419, { message: 'Page Expired' })],
  ])('with %s is renewed, as whoami tells', async (_, refuse) => {
    let logins = 0;
    let living = '';
    await using trial = await trialRun({
      target: { identities: { ana: LOGIN }, whoami: { get: '/me', user: '$.user.mail' } },
      env: { ANA: 'password-1' },
      serve({ path, headers }, response) {
        if (path === '/login') {
          logins += 1;
          living = `tok-1234567890-${logins}`;
          return json(response, 200, { token: living });
        }
        if (headers.authorization !== `Bearer ${living}`) return refuse(response, path);
        // What is refused for another reason looks the same, and ends nothing.
        if (path === '/never') return json(response, 200, { error: 'not for you' });
        return json(response, 200, { user: { mail: 'ana@acme.test' } });
      },
    });
    const ask = (path: string, index: number) =>
      trial.live.world.exchange(`t#${index}`, 't', { method: 'GET', path, as: 'ana' });
    await ask('/me', 0);
    living = 'somebody signed ana out';
    expect((await ask('/x', 1)).outcome).toMatchObject({
      status: 200,
      body: '{"user":{"mail":"ana@acme.test"}}',
    });
    expect((await ask('/never', 2)).outcome).toMatchObject({ body: '{"error":"not for you"}' });
    expect(logins).toBe(2);
  });

  it('changes its cookie with every answer, and is followed', async () => {
    let living = 'sid-00000000000000000';
    let turn = 0;
    const cookies: (string | undefined)[] = [];
    await using trial = await trialRun({
      target: {
        identities: { ana: { login: { post: '/login', json: { password: '${ANA}' } } } },
        whoami: { get: '/me' },
      },
      env: { ANA: 'password-1' },
      serve({ path, headers }, response) {
        if (path !== '/login') cookies.push(headers.cookie);
        const isKnown = path === '/login' || headers.cookie?.includes(`sid=${living}`) === true;
        if (!isKnown) return json(response, 401, {});
        turn += 1;
        living = `sid-${String(turn).padStart(17, '0')}`;
        response.setHeader('set-cookie', [
          `sid=${living}; HttpOnly`,
          `workspace=w${turn}`,
          'gone=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
        ]);
        return json(response, 200, {});
      },
    });
    for (let index = 0; index < 4; index += 1) {
      const { outcome } = await trial.live.world.exchange(`t#${index}`, 't', {
        method: 'GET',
        path: '/x',
        as: 'ana',
      });
      expect(outcome).toMatchObject({ status: 200 });
    }
    // The choice of a workspace stays what it was at the login: an attacker's answer may not move a victim.
    expect(cookies).toEqual(
      [1, 2, 3, 4].map((number) => `sid=sid-${String(number).padStart(17, '0')}; workspace=w1`),
    );
    expect(trial.directory.read('tape.jsonl')).not.toContain('sid-00000');
  });

  it('sends a token both as cookie and as header, and changes both together', async () => {
    const pairs: (readonly [string | undefined, unknown])[] = [];
    let turn = 0;
    const next = () => `csrf-token-${String((turn += 1)).padStart(10, '0')}`;
    const csrf = { get: '/csrf', field: 'token', from: '$.token', header: 'X-XSRF-Token' };
    await using trial = await trialRun({
      target: { identities: { ana: { login: { post: '/login', json: { password: '${ANA}' }, csrf } } } },
      env: { ANA: 'password-1' },
      serve({ method, path, headers }, response) {
        if (method === 'POST' && path === '/x')
          pairs.push([/xsrf=([^;]+)/.exec(headers.cookie ?? '')?.[1], headers['x-xsrf-token']]);
        const token = next();
        response.setHeader('set-cookie', `xsrf=${token}`);
        return json(response, 200, { token });
      },
    });
    for (let index = 0; index < 3; index += 1)
      await trial.live.world.exchange(`t#${index}`, 't', { method: 'POST', path: '/x', as: 'ana' });
    expect(pairs).toHaveLength(3);
    for (const [cookie, header] of pairs) expect(header).toBe(cookie);
    expect(new Set(pairs.map(([cookie]) => cookie)).size).toBe(3);
  });

  it('that is a second one stands apart from the first', async () => {
    let logins = 0;
    await using trial = await trialRun({
      target: { identities: { ana: LOGIN } },
      env: { ANA: 'password-1' },
      serve({ path }, response) {
        logins += path === '/login' ? 1 : 0;
        return json(response, 200, { token: `tok-1234567890-${logins}` });
      },
    });
    const { world } = trial.live;
    const first = { method: 'GET', path: '/x', as: 'ana' } as const;
    await world.exchange('t#1', 't', first);
    const second = await world.login('t#2', 'ana');
    if (second.kind === 'failed') throw new Error(second.because);
    await world.exchange('t#3', 't', { ...first, as: second.credential });
    await world.exchange('t#4', 't', first);
    const used = trial.visits.filter(({ path }) => path === '/x').map(({ headers }) => headers.authorization);
    expect(used).toEqual(['Bearer tok-1234567890-1', 'Bearer tok-1234567890-2', 'Bearer tok-1234567890-1']);
  });
});
