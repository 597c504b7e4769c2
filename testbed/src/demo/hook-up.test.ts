import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defaultPolicies } from '@launch-ready/chatbot';
import { SignJWT } from 'jose';
import { afterAll, assert, beforeAll, expect, it, vi } from 'vitest';
import { KITS } from '../../../auditor/src/fixes/index.ts';
import { contextFor } from '../../../auditor/src/fixes/samples.ts';
import { freePort } from '../free-port.ts';
import { HOOK_UP_FILE, loadHookUp, serveBehind, type HookUp } from '../hook-up.ts';
import { HOOK_UP } from './hook-up-text.ts';

const SECRET = 'a-secret-of-a-test-with-forty-characters';
const USED = ['cors-allow-list', 'rate-limit', 'jwt-verify', 'prompt-leak-filter'];

const folder = mkdtempSync(join(tmpdir(), 'launch-ready-hook-up-'));
let hookUp: HookUp;

beforeAll(async () => {
  for (const kit of KITS.filter(({ id }) => USED.includes(id)))
    for (const { path, text } of kit.recipe(contextFor('hono')).files) write(path, text);
  write(HOOK_UP_FILE, HOOK_UP);
  vi.stubEnv('CHATBOT_JWT_SECRET', SECRET);
  hookUp = await loadHookUp(join(folder, HOOK_UP_FILE));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

it('stands in front with what the kits wrote: own origins only, and ten tries for an account', async () => {
  const port = await freePort();
  const app = `http://127.0.0.1:${port}`;
  const product = {
    fetch: async () => new Response('{}', { status: 401, headers: { 'x-request-id': 'own' } }),
  };
  const stop = await serveBehind(product, hookUp.front({ app }), port);
  const ask = (origin: string) => fetch(`${app}/api/me`, { headers: { origin } });
  const login = (email: string) =>
    fetch(`${app}/api/auth/login`, { method: 'POST', body: JSON.stringify({ email, password: 'wrong' }) });
  try {
    expect((await ask(app)).headers.get('access-control-allow-origin')).toBe(app);
    expect((await ask('https://elsewhere.test')).headers.get('access-control-allow-origin')).toBeNull();
    for (let tries = 0; tries < 10; tries += 1) expect((await login('ana@acme.test')).status).toBe(401);
    const refused = await login(' Ana@acme.test');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect((await login('bea@globex.test')).status).toBe(401);
  } finally {
    stop();
  }
});

it('puts the kits where the product decides: tokens and answers', async () => {
  const { tokens, output } = hookUp.edits(defaultPolicies);
  assert(tokens?.verify !== undefined && output?.filter !== undefined);
  const key = new TextEncoder().encode(SECRET);
  const settings = { key, seconds: 60 };
  const claims = { sub: 'ana', sid: 'session' };
  const token = await new SignJWT({ sid: claims.sid })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(claims.sub)
    .setIssuer('chatbot')
    .setAudience('chatbot-api')
    .setExpirationTime('1h')
    .sign(key);
  expect(await tokens.verify(token, settings)).toEqual(claims);
  const [head, , signature] = token.split('.');
  const changed = Buffer.from('{"sub":"bea","sid":"session","exp":4000000000}').toString('base64url');
  expect(await tokens.verify(`${head}.${changed}.${signature}`, settings)).toBeUndefined();

  const system = 'You answer questions about the documents of a workspace, and never name your tools.';
  expect(output.filter(`Of course: ${system}`, { system })).not.toContain('documents of a workspace');
  expect(output.filter('The office is closed on Friday.', { system })).toBe(
    'The office is closed on Friday.',
  );
});
