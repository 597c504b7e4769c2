import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterEach, assert, beforeEach, expect, test } from 'vitest';
import { har } from '../intake/fixtures/boards.ts';
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

const sidOf = (mail: string) => Buffer.from(mail.repeat(3)).toString('hex');

/** A product that also hands out a token, and believes its cookie only where a browser says that its own page asks. */
function product() {
  const own = ({ headers }: IncomingMessage) =>
    headers.origin === undefined
      ? headers['sec-fetch-site'] === 'same-origin'
      : headers.origin === `http://${headers.host}`;
  return smallServer((request, response) => {
    void (async () => {
      const { headers, url = '/' } = request;
      if (url === '/api/users/login') {
        const { email } = JSON.parse((await bodyOf(request)) || '{}');
        response.setHeader('set-cookie', `app-token=${sidOf(email)}; Path=/; HttpOnly=true; SameSite=Lax`);
        return json(response, 200, { token: sidOf(email), user: { email } });
      }
      const mail = ['ana', 'bea']
        .map((name) => `${name}@${name}.test`)
        .find((one) => headers.cookie?.includes(sidOf(one)) === true && own(request));
      if (url === '/api/users/me')
        return json(response, 200, { user: mail === undefined ? null : { email: mail } });
      return json(response, 404, {});
    })();
  });
}

test('goes on with the cookie that the pages use, as a page of the product would', async () => {
  await using server = await product();
  const recorded = (name: string) => {
    const mail = `${name}@${name}.test`;
    const cookie = { Cookie: `app-token=${sidOf(mail)}` };
    const body = { email: mail, password: 'correct-horse-battery' };
    const answer = { token: sidOf(mail), user: { email: mail } };
    const setCookie = `app-token=${sidOf(mail)}; Path=/; HttpOnly=true`;
    const clicks = [
      { url: '/api/users/login', method: 'POST', body, answer, setCookie },
      { url: '/api/users/me', headers: cookie, answer: { user: { email: mail } } },
    ];
    const file = join(folder, `${name}.har`);
    writeFileSync(file, har(clicks.map((one) => ({ ...one, url: `${server.origin}${one.url}` }))));
    return `${name}=${file}`;
  };
  writeFileSync(join(folder, '.env'), 'ANA_PASSWORD=correct-horse\nBEA_PASSWORD=correct-horse\n');
  const out = join(folder, 'launch-ready.yaml');
  await initCommand(server.origin, { out, har: ['ana', 'bea'].map(recorded), yes: true, consent: true });
  const read = readTargetFile(readFileSync(out, 'utf8'), 'launch-ready.yaml');
  assert(read.ok);
  const { credential } = read.value.target.identities['ana'] ?? {};
  expect(credential).toMatchObject({ login: { post: '/api/users/login' } });
  expect(credential).not.toHaveProperty('login.token');
  expect(desk.printed).toContain('ana, bea: all log in and are who the file says.');
});
