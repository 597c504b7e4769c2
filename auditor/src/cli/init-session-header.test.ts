import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
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

/** A product that people join by `POST /users`, whose session goes into a header of its own, and that wants to know the app. */
function product() {
  const passwords = new Map<string, string>();
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { headers, method, url } = request;
    if (headers['x-app-id'] !== 'notes' || headers['x-rest-api-key'] !== 'public-key')
      return json(response, 403, { error: 'unauthorized' });
    const body = method === 'POST' ? JSON.parse(await bodyOf(request)) : {};
    const session = (name: string) => `r:${Buffer.from(name).toString('hex').padEnd(24, '0')}`;
    const who = [...passwords.keys()].find((name) => session(name) === headers['x-app-session-token']);
    if (url === '/users') {
      passwords.set(body.username, body.password);
      return json(response, 201, { objectId: 'u123456789' });
    }
    if (url === '/login')
      return passwords.get(body.username) === body.password
        ? json(response, 200, { sessionToken: session(body.username) })
        : json(response, 404, { error: 'Invalid username/password.' });
    if (url === '/users/me' && who !== undefined) return json(response, 200, { username: who });
    return json(response, 404, { error: 'Permission denied' });
  };
  return smallServer((request, response) => void serve(request, response));
}

function commands(api: string): string {
  const curl = (path: string, more = '') =>
    `curl -H "X-App-Id: notes" -H "X-Rest-Api-Key: public-key" ${more} ${api}${path}`;
  const account = `-d '{"username":"mo@example.test","password":"a-word-of-mo"}' -H "Content-Type: application/json"`;
  const session = '-H "X-App-Session-Token: r:0123456789abcdef"';
  return [
    curl('/users', account),
    curl('/login', account),
    curl('/users/me', session),
    curl('/notes', session),
    curl('/notes/xWMyZ4YEGZ', session),
  ].join('\n');
}

async function initialised(api: string, header: readonly string[]) {
  const [out, curl] = [join(folder, 'launch-ready.yaml'), join(folder, 'api.curl')];
  writeFileSync(curl, commands(api));
  await initCommand(api, { out, curl, consent: true, signUp: '{name}@example.test', header, force: true });
  const text = readFileSync(out, 'utf8');
  const read = readTargetFile(text, 'launch-ready.yaml');
  assert(read.ok, text);
  return { text, target: read.value.target };
}

test('from curl commands, finds public headers, the sign-up, and the header that carries a session', async () => {
  await using server = await product();
  const { target } = await initialised(server.origin, ['X-Rest-Api-Key: public-key']);
  expect(target.headers).toEqual({ 'x-app-id': 'notes', 'x-rest-api-key': 'public-key' });
  expect(target.signup).toMatchObject({ post: '/users', json: { template: { username: '{{email}}' } } });
  expect(target.identities['bea']?.credential).toMatchObject({
    login: {
      post: '/login',
      token: '$.sessionToken',
      tokenAs: { header: 'x-app-session-token', before: '' },
    },
  });
  expect(desk.printed).toContain('ana, bea: all log in and are who the file says.');
});

test('asks whether a key is public, and shows how the product logs in', async () => {
  await using server = await product();
  const { text } = await initialised(server.origin, []);
  expect(desk.printed).toContain('headers — every request carried x-rest-api-key');
  expect(text).not.toContain('public-key');
  expect(text).toContain('#   bea: { tenant: globex, role: admin, login: { post: /login, json: { username:');
  expect(text).toContain('${BEA_PASSWORD}');
});

test('a header that is none is said', async () => {
  await using server = await product();
  await expect(initialised(server.origin, ['nonsense'])).rejects.toThrow('write it as curl does');
});
