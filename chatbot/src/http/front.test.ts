import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ROUTES } from '../routes/all.ts';
import { PASSWORD, startProduct, type Product } from '../testing/product.ts';

let product: Product;

beforeAll(async () => {
  const twice = { limit: 2, seconds: 60 };
  product = await startProduct({}, { appOrigins: ['https://app.acme.test'], limits: { signup: twice } });
}, 60_000);

afterAll(() => product.close());

describe('every answer', () => {
  test.each(['/api/health', '/api/nothing', '/api/files', '/', '/assets/app.js'])(
    '%s is numbered and safe',
    async (path) => {
      const { headers } = await product.send('GET', path);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    },
  );

  test.each(['/api/files/', '/API/files', '//api/files', '/api//files', '/api/./files/'])(
    'no spelling of a path gets around the guard: %s',
    async (path) => {
      const headers = { 'x-middleware-subrequest': 'middleware:middleware:middleware' };
      expect([401, 404]).toContain((await product.send('GET', path, { headers })).status);
    },
  );
});

describe('input', () => {
  const login = (form: string, type = 'application/json') =>
    product.send('POST', '/api/auth/login', { form, headers: { 'content-type': type } });

  test.each([
    ['malformed', '{"email":', 400],
    ['deep', '['.repeat(5_000) + ']'.repeat(5_000), 400],
    ['a null character', JSON.stringify({ email: 'a@x.test', password: 'a\0b' }), 400],
    ['half a character', '{"email":"a@x.test","password":"\\ud800"}', 400],
    ['an unknown field', JSON.stringify({ email: 'a@x.test', password: 'x', admin: true }), 400],
    ['an operator', '{"email":{"$ne":null},"password":{"$ne":null}}', 400],
    ['huge', JSON.stringify({ email: 'a'.repeat(300_000) }), 413],
  ])('%s', async (_name, form, status) => {
    const answer = await login(form);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(/\bat .*\.[jt]s|node_modules/);
  });

  test('another content type', async () => {
    expect((await login('{}', 'text/plain')).status).toBe(415);
  });
});

describe('other origins', () => {
  test.each([
    ['https://app.acme.test', 'https://app.acme.test'],
    ['https://app.acme.test.evil.test', null],
    ['https://evil-app.acme.test', null],
    ['null', null],
  ])('%s', async (origin, granted) => {
    const { headers } = await product.send('GET', '/api/health', { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBe(granted);
  });
});

describe('limits', () => {
  test('count failed sign-ins per account and address, whatever forwarded headers say', async () => {
    await product.signUp('ana@acme.test', 'Acme');
    const attempt = (email: string, password: string, index: number) =>
      product.send('POST', '/api/auth/login', {
        body: { email, password },
        headers: { 'x-forwarded-for': `203.0.113.${index}` },
      });
    const burst = await Promise.all(
      Array.from({ length: 15 }, (_, index) => attempt('bob@x.test', 'wrong', index)),
    );
    expect(burst.filter(({ status }) => status === 401)).toHaveLength(10);
    const refused = burst.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(590);
    expect((await attempt('ana@acme.test', PASSWORD, 1)).status).toBe(200);
  });

  test('a burst of sign-ups ends', async () => {
    const statuses: number[] = [];
    for (const name of ['x', 'y', 'z']) {
      const body = { email: `${name}@x.test`, password: PASSWORD, name };
      statuses.push((await product.send('POST', '/api/auth/signup', { body })).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('the OpenAPI document', () => {
  const Document = z.object({
    openapi: z.literal('3.1.0'),
    paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
  });

  test('names every route, and every route is there', async () => {
    const { paths } = Document.parse((await product.send('GET', '/api/openapi.json')).json);
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    expect(operations).toHaveLength(ROUTES.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(ROUTES.length);
    expect(ROUTES.length).toBeGreaterThan(60);
  });

  test.each(
    ROUTES.filter(({ access }) => access.kind !== 'public').map(({ id, method, path }) => [id, method, path]),
  )('%s asks for credentials', async (_id, method, path) => {
    const filled = path.replaceAll(/\{\w+\}/g, '7d444840-9dc0-41d1-b245-5ffdce74fad2');
    expect((await product.send(method, filled)).status).toBe(401);
    expect((await product.send(method, filled, { token: 'garbage' })).status).toBe(401);
  });
});
