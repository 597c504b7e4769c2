import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, startProduct, type Person, type Product } from './testing/product.ts';

let product: Product;
let ana: Person;

beforeAll(async () => {
  product = await startProduct();
  ana = await product.signUp('ana@acme.test', 'Acme');
}, 60_000);

afterAll(() => product.close());

const login = (email: string, password = PASSWORD) =>
  product.send('POST', '/api/auth/login', { body: { email, password } });
const tokens = async (email: string, password = PASSWORD) =>
  (await login(email, password)).json as { accessToken: string; refreshToken: string };
const me = (token: string) => product.send('GET', '/api/me', { token });

describe('signing up', () => {
  test('answers the same for a known address', async () => {
    const body = { email: 'ana@acme.test', password: PASSWORD, name: 'Mallory' };
    const known = await product.send('POST', '/api/auth/signup', { body });
    const unknown = await product.send('POST', '/api/auth/signup', {
      body: { ...body, email: 'new@acme.test' },
    });
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
  });

  test('asks for a confirmed address before anyone gets in', async () => {
    await product.send('POST', '/api/auth/signup', {
      body: { email: 'eve@x.test', password: PASSWORD, name: 'Eve' },
    });
    expect((await login('eve@x.test')).status).toBe(403);
    const token = product.mailedToken('eve@x.test');
    expect((await product.send('GET', `/verify?token=${token}`)).text).toContain('Welcome');
    expect((await product.send('POST', '/api/auth/verify', { body: { token } })).status).toBe(400);
    expect((await login('eve@x.test')).status).toBe(200);
  });
});

describe('sessions', () => {
  test('end at once on logging out', async () => {
    const { accessToken, refreshToken } = await tokens(ana.email);
    expect((await product.send('POST', '/api/auth/logout', { token: accessToken })).status).toBe(204);
    expect((await me(accessToken)).status).toBe(401);
    expect((await product.send('POST', '/api/auth/refresh', { body: { refreshToken } })).status).toBe(401);
  });

  test('rotate refresh tokens, and end when a used one comes back', async () => {
    const { accessToken, refreshToken } = await tokens(ana.email);
    const refresh = (token: string) =>
      product.send('POST', '/api/auth/refresh', { body: { refreshToken: token } });
    expect((await refresh(refreshToken)).status).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await me(accessToken)).status).toBe(401);
  });

  test('a new password ends the others and keeps this one', async () => {
    const kim = await product.signUp('kim@acme.test', 'Kim');
    const other = await tokens(kim.email);
    const body = { currentPassword: PASSWORD, newPassword: 'another long password' };
    expect((await product.send('POST', '/api/auth/password', { token: kim.token, body })).status).toBe(204);
    expect((await me(kim.token)).status).toBe(200);
    expect((await me(other.accessToken)).status).toBe(401);
    expect((await login(kim.email)).status).toBe(401);
  });

  test('a reset works once, with a token only, and ends every session', async () => {
    const lou = await product.signUp('lou@acme.test', 'Lou');
    await product.send('POST', '/api/auth/reset/request', { body: { email: lou.email } });
    const token = product.mailedToken(lou.email);
    const confirm = (presented: string | null) =>
      product.send('POST', '/api/auth/reset/confirm', {
        body: { email: lou.email, token: presented, newPassword: 'a third long password' },
      });
    expect((await confirm(null)).status).toBe(400);
    expect((await confirm(token)).status).toBe(204);
    expect((await confirm(token)).status).toBe(400);
    expect((await me(lou.token)).status).toBe(401);
  });
});

describe('forged tokens open nothing', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each(['none', 'None', 'NONE'])('alg %s', async (alg) => {
    const payload = ana.token.split('.')[1];
    expect((await me(`${part({ alg, typ: 'JWT' })}.${payload}.`)).status).toBe(401);
  });

  test('a changed payload', async () => {
    const [header, payload, signature] = ana.token.split('.');
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as Record<string, unknown>;
    expect((await me(`${header}.${part({ ...claims, role: 'owner' })}.${signature}`)).status).toBe(401);
  });
});

describe('cookies', () => {
  test('change nothing without the form token, or from another origin', async () => {
    const answer = await login(ana.email);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(answer.headers.getSetCookie()[0]).toContain('HttpOnly');
    const create = (headers: Record<string, string>) =>
      product.send('POST', '/api/conversations', { body: {}, headers: { cookie, ...headers } });
    const { csrfToken } = (await product.send('GET', '/api/csrf', { headers: { cookie } })).json as {
      csrfToken: string;
    };
    expect((await create({})).status).toBe(403);
    expect((await create({ 'x-csrf-token': csrfToken, origin: 'https://evil.test' })).status).toBe(403);
    expect((await create({ 'x-csrf-token': csrfToken, origin: product.url })).status).toBe(201);
  });

  test('the form signs in without JavaScript', async () => {
    const page = await product.send('GET', '/login');
    const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const csrfToken = /name="csrfToken" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const submit = (token: string) =>
      product.send('POST', '/login', {
        form: new URLSearchParams({ email: ana.email, password: PASSWORD, csrfToken: token }),
        headers: { cookie },
      });
    expect((await submit('wrong')).status).toBe(403);
    expect((await submit(csrfToken)).status).toBe(303);
  });
});
