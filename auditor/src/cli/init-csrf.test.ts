import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, assert, beforeEach, expect, test } from 'vitest';
import { readTargetFile } from '../intake/target-file.ts';
import { openDesk, type Desk } from '../io/fixtures/desk.ts';
import { bodyOf, json, smallServer } from '../io/fixtures/small-server.ts';
import { initCommand } from './init.ts';

let folder = '';
let desk: Desk;

beforeEach(() => {
  desk = openDesk();
  ({ folder } = desk);
});

afterEach(() => desk.clear());

const DESCRIPTION = {
  openapi: '3.1.0',
  paths: Object.fromEntries([
    ...['/register', '/login'].map((path) => [
      path,
      {
        post: {
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['email', 'password'],
                  properties: { email: { type: 'string' }, password: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    ]),
    ['/csrf-token', { get: {} }],
    ['/me', { get: {} }],
  ]),
};

/** A product with a session cookie, whose login wants a token that it hands out. */
function product() {
  const passwords = new Map<string, string>();
  return smallServer((request, response) => {
    void (async () => {
      const { headers, url = '/' } = request;
      const body = JSON.parse((await bodyOf(request)) || '{}');
      const token = `csrf-${'0123456789abcdef'.repeat(2)}`;
      if (url === '/openapi.json') return json(response, 200, DESCRIPTION);
      if (url === '/csrf-token') return json(response, 200, { csrfToken: token });
      if (url === '/register') {
        passwords.set(body.email, body.password);
        return json(response, 201, {});
      }
      if (url === '/login') {
        if (headers['x-csrf-token'] !== token) return json(response, 403, { error: 'invalid csrf token' });
        if (passwords.get(body.email) !== body.password) return json(response, 401, { error: 'wrong' });
        response.setHeader('set-cookie', `sid=${Buffer.from(body.email).toString('hex')}; HttpOnly; Path=/`);
        return json(response, 200, { ok: true });
      }
      const who = [...passwords.keys()].find((mail) =>
        headers.cookie?.includes(`sid=${Buffer.from(mail).toString('hex')}`),
      );
      if (url === '/me' && who !== undefined) return json(response, 200, { email: who });
      return json(response, who === undefined ? 401 : 404, {});
    })();
  });
}

test('learns the token that a login wants, and that a cookie carries the session', async () => {
  await using server = await product();
  const out = join(folder, 'launch-ready.yaml');
  await initCommand(server.origin, { out, consent: true, signUp: '{name}@example.test' });
  const read = readTargetFile(readFileSync(out, 'utf8'), 'launch-ready.yaml');
  assert(read.ok);
  expect(read.value.target.identities['ana']?.credential).toMatchObject({
    login: {
      post: '/login',
      csrf: { get: '/csrf-token', field: 'csrfToken', from: '$.csrfToken', header: 'x-csrf-token' },
    },
  });
  expect(read.value.target.identities['ana']?.credential).not.toHaveProperty('login.token');
  expect(desk.printed).toContain('ana, bea: all log in and are who the file says.');
});
