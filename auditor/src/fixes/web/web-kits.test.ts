import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startSmall, type RunningServer } from '../../io/fixtures/kit-bench.ts';
import type { Kit } from '../kit.ts';
import { contextFor } from '../samples.ts';
import { csrf } from './csrf.ts';
import { errorHandler } from './error-handler.ts';
import { inputValidation } from './input-validation.ts';
import { jwtVerify } from './jwt-verify.ts';
import { rateLimit } from './rate-limit.ts';
import { requestId } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionCookie } from './session-cookie.ts';

type Ask = RunningServer['ask'];

interface Case {
  readonly kit: Kit;
  /** What the product answers before, and what is left of it once it was done by hand what the kit asks for. */
  readonly flawed: string;
  readonly mended?: string;
  readonly look: (ask: Ask) => Promise<unknown>;
  readonly broken: unknown;
  readonly held: unknown;
}

const SECRET = 'a-secret-of-a-test-with-forty-characters';
const OK = `return { body: 'ok' };`;
const status = async (ask: Ask, path: string, init?: RequestInit) => (await ask(path, init)).status;

const cases: readonly Case[] = [
  {
    kit: securityHeaders,
    flawed: `return { headers: { 'content-type': 'text/html' }, body: '<p>hello' };`,
    look: async (ask) => {
      const { headers } = await ask('/');
      return [headers.get('x-content-type-options'), headers.get('content-security-policy')?.slice(0, 22)];
    },
    broken: [null, undefined],
    held: ['nosniff', "frame-ancestors 'self'"],
  },
  {
    kit: rateLimit,
    flawed: OK,
    look: async (ask) => {
      const post = () => status(ask, '/api/login', { method: 'POST' });
      for (let tries = 0; tries < 10; tries += 1) await post();
      const sneaky = await status(ask, '/api/Login/', {
        method: 'POST',
        headers: { 'x-forwarded-for': '192.0.2.9', 'x-vercel-forwarded-for': '192.0.2.9' },
      });
      const { headers } = await ask('/api/login', { method: 'POST' });
      const encoded = await status(ask, '//api/log%69n', { method: 'POST' });
      return [
        await post(),
        sneaky,
        encoded,
        Number(headers.get('retry-after')) > 0,
        await status(ask, '/api/orders'),
      ];
    },
    broken: [200, 200, 200, false, 200],
    held: [429, 429, 429, true, 200],
  },
  {
    kit: jwtVerify,
    // Reads claims from a token whose signature nobody looks at.
    flawed: `try { return { body: JSON.parse(atob(asked.header('authorization').split('.')[1])).sub }; } catch { return { body: 'nobody' }; }`,
    mended: `return { body: asked.verified?.sub ?? 'in the proxy' };`,
    look: async (ask) => {
      const sent = (token: string) =>
        status(ask, '/api/me', { headers: { authorization: `Bearer ${token}` } });
      const [head = '', payload = '', signature = ''] = token({ sub: 'ana', exp: 4e9 }).split('.');
      return {
        own: await sent(`${head}.${payload}.${signature}`),
        tampered: await sent(`${head}.${encoded({ sub: 'owner', exp: 4e9 })}.${signature}`),
        unsigned: await sent(`${encoded({ alg: 'none' })}.${payload}.`),
        expired: await sent(token({ sub: 'ana', exp: 1 })),
        endless: await sent(token({ sub: 'ana' })),
        otherKey: await sent(token({ sub: 'ana', exp: 4e9 }, 'another-secret')),
        otherAlgorithm: await sent(token({ sub: 'ana', exp: 4e9 }, SECRET, { alg: 'HS512' })),
        none: await status(ask, '/api/me'),
        open: await status(ask, '/health'),
      };
    },
    broken: expect.objectContaining({ own: 200, tampered: 200, unsigned: 200, expired: 200 }),
    held: {
      own: 200,
      tampered: 401,
      unsigned: 401,
      expired: 401,
      endless: 401,
      otherKey: 401,
      otherAlgorithm: 401,
      none: 401,
      open: 200,
    },
  },
  {
    kit: csrf,
    flawed: OK,
    look: async (ask) => {
      const post = (headers: Record<string, string>) =>
        status(ask, '/api/orders', { method: 'POST', headers });
      return {
        foreign: await post({ cookie: 'session=a', origin: 'https://evil.example' }),
        nobody: await post({ cookie: 'session=a', origin: 'null' }),
        sameSite: await post({ cookie: 'session=a', 'sec-fetch-site': 'same-site' }),
        silent: await post({ cookie: 'session=a' }),
        lookalike: await post({ cookie: 'session=a', origin: 'https://app.example.com.evil.example' }),
        own: await post({ cookie: 'session=a', origin: 'https://app.example.com' }),
        program: await post({ authorization: 'Bearer key' }),
      };
    },
    broken: expect.objectContaining({ foreign: 200, nobody: 200 }),
    held: { foreign: 403, nobody: 403, sameSite: 403, silent: 200, lookalike: 403, own: 200, program: 200 },
  },
  {
    kit: sessionCookie,
    flawed: `return { headers: { 'set-cookie': 'session=abc' } };`,
    mended: `const { sessionCookie } = await import('./security/session-cookie.mjs'); return { headers: { 'set-cookie': sessionCookie('abc') } };`,
    look: async (ask) => (await ask('/login')).headers.get('set-cookie'),
    broken: 'session=abc',
    held: '__Host-session=abc; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=604800',
  },
  {
    kit: inputValidation,
    flawed: OK,
    mended: `const { onlyFields } = await import('./security/input-validation.mjs'); const read = onlyFields(asked.body, { name: 'string' }); return { status: read.ok ? 200 : read.status };`,
    look: async (ask) => {
      const post = (body: string, type = 'application/json') =>
        status(ask, '/api/orders', {
          method: 'POST',
          body,
          headers: { 'content-type': type, 'content-length': String(body.length) },
        });
      return {
        sound: await post('{"name":"a"}'),
        malformed: await post('{"name":'),
        unknown: await post('{"name":"a","role":"owner"}'),
        wrong: await post('{"name":{}}'),
        half: await post('{"name":"\\ud83d"}'),
        none: await post('{"name":"\\u0000"}'),
        large: await post(`{"name":"${'a'.repeat(99_995)}"}`),
        kind: await post('<a/>', 'application/xml'),
      };
    },
    broken: expect.objectContaining({ malformed: 200, unknown: 200 }),
    held: {
      sound: 200,
      malformed: 400,
      unknown: 400,
      wrong: 400,
      half: 400,
      none: 400,
      large: 413,
      kind: 415,
    },
  },
  {
    kit: requestId,
    flawed: OK,
    look: async (ask) => {
      const given = async (id: string) =>
        (await ask('/', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
      return [await given('from-my-proxy'), (await given('<script>'))?.length];
    },
    broken: [null, undefined],
    held: ['from-my-proxy', 36],
  },
  {
    kit: errorHandler,
    flawed: `try { null.user } catch (error) { return { status: 500, body: error.stack }; }`,
    mended: `null.user`,
    look: async (ask) => {
      const answer = await ask('/api/me');
      return [answer.status, /at answer|answer\.mjs/u.test(await answer.text())];
    },
    broken: [500, true],
    held: [500, false],
  },
];

beforeAll(() => {
  vi.stubEnv('JWT_SECRET', SECRET);
  vi.spyOn(console, 'log').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
  return () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  };
});

describe.each(cases)('$kit.id', ({ kit, flawed, mended = flawed, look, broken, held }) => {
  it.each(['generic', 'express', 'fastify', 'hono', 'nextjs'] as const)(
    'mends a server of %s',
    async (framework) => {
      const { files, wiring } = kit.recipe(contextFor(framework));
      await using before = await startSmall({ framework, files: [], lines: '', answer: flawed });
      await using after = await startSmall({ framework, files, lines: wiring[0] ?? '', answer: mended });
      expect(await look(before.ask)).toEqual(broken);
      expect(await look(after.ask)).toEqual(held);
    },
  );
});

function token(claims: object, secret = SECRET, header: object = { alg: 'HS256' }): string {
  const signed = `${encoded(header)}.${encoded(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
