import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, assert, beforeEach, describe, expect, test } from 'vitest';
import { ANA, API, BEA, har, session, uuid, type Click } from '../intake/fixtures/boards.ts';
import { readTargetFile } from '../intake/target-file.ts';
import { openDesk, type Desk } from '../io/fixtures/desk.ts';
import { json, smallServer } from '../io/fixtures/small-server.ts';
import { initCommand } from './init.ts';
import { loadTarget } from './load-target.ts';

let folder = '';
let out = '';
let desk: Desk;

beforeEach(() => {
  desk = openDesk();
  ({ folder } = desk);
  out = join(folder, 'launch-ready.yaml');
});

afterEach(() => desk.clear());

/** Nobody listens there, so that nothing outside is asked. */
const NOWHERE = 'http://127.0.0.1:9';

function chatOf(name: string): readonly Click[] {
  const headers = { 'X-Client': 'web' };
  return [
    {
      url: '/api/chats',
      headers,
      method: 'POST',
      body: { title: 'New talk' },
      answer: { chat: { id: `5f0c1f5e6d3a4c1b9a57${name}0` } },
    },
    {
      url: `/api/chats/5f0c1f5e6d3a4c1b9a57${name}0/messages`,
      headers,
      method: 'POST',
      body: { content: 'What is on my board?', mode: 'fast' },
      type: 'text/event-stream',
      answer: 'data: {"delta":"Three "}\n\ndata: {"delta":"cards"}\n\n',
    },
  ];
}

function moved(clicks: readonly Click[]): string {
  return har(clicks).replaceAll(API, NOWHERE);
}

describe('init', () => {
  test('writes a file from two recordings that an audit can read', async () => {
    writeFileSync(join(folder, 'ana.har'), moved([...session(ANA), ...chatOf('a1a')]));
    writeFileSync(join(folder, 'bea.har'), moved([...session(BEA), ...chatOf('b2b')]));
    const har = ['ana', 'bea'].map((name) => `${name}=${join(folder, `${name}.har`)}`);
    expect(
      await initCommand(NOWHERE, { out, har, yes: true, profile: 'b2b-onboarding', consent: true }),
    ).toBe(0);
    const read = readTargetFile(readFileSync(out, 'utf8'), 'launch-ready.yaml');
    assert(read.ok, read.ok ? '' : JSON.stringify(read.error));
    const { target } = read.value;
    expect(target.tenancy).toEqual({ by: 'path', name: 'workspace' });
    expect(target.whoami).toMatchObject({
      get: '/api/me',
      user: '$.email',
      tenant: '$.workspace.slug',
      role: '$.role',
    });
    expect(target.identities['ana']).toMatchObject({
      tenant: 'acme-labs',
      role: 'admin',
      credential: { kind: 'login', login: { kind: 'json', post: '/api/auth/login', token: '$.token' } },
    });
    expect(target.headers).toEqual({ 'x-client': 'web' });
    expect(target.chat).toMatchObject({
      create: { post: '/api/chats', id: '$.chat.id' },
      send: { method: 'POST', path: '/api/chats/{conversation}/messages' },
      body: { content: '{{prompt}}', mode: 'fast' },
      stream: { format: 'sse', text: '$.delta' },
    });
    expect(desk.printed).toContain('export ANA_PASSWORD=…');
    expect(desk.printed).toContain('a disposable account');
    expect(desk.printed).toContain('csrf — the front end sends x-csrf-token');
    expect(desk.printed).not.toContain('a second customer');
    expect(readFileSync(out, 'utf8')).not.toMatch(/hunter2|eyJ/);
    writeFileSync(join(folder, '.env'), 'ANA_PASSWORD=a\nBEA_PASSWORD=b\n');
    const { operations } = await loadTarget(out);
    expect(operations.map((one) => one.id)).toContain('GET /api/w/{workspace}/boards/{board}');
  });

  test('asks the running product for its description, and nobody else', async () => {
    const asked: string[] = [];
    await using server = await smallServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url !== '/api/openapi.json') return json(response, 404, {});
      json(response, 200, { openapi: '3.1.0', paths: { '/api/me': { get: {} }, '/logout': { post: {} } } });
    });
    await initCommand(server.origin, { out, yes: true });
    expect(asked).toEqual(['/openapi.json', '/api/openapi.json']);
    const text = readFileSync(out, 'utf8');
    expect(text).toContain('openapi: ./openapi.json');
    expect(text).toContain('whoami: { get: /api/me }');
    expect(text).toContain('logout: { post: /logout }');
    expect(existsSync(join(folder, 'openapi.json'))).toBe(true);
    expect(statSync(out).mode & 0o077).toBe(0);
  });

  test('knowing nothing, leaves commented gaps and says what is missing', async () => {
    await initCommand(NOWHERE, { out, yes: true });
    const read = readTargetFile(readFileSync(out, 'utf8'), 'launch-ready.yaml');
    assert(read.ok);
    expect(desk.printed).toMatch(
      /Still missing:\n {2}- consent[^]*- profile[^]*- identities[^]*- chat[^]*- routes/,
    );
    expect(desk.printed).toMatch(
      /Next:\n {2}1\. npx launch-ready init \S+ --force --record ana --record bea /,
    );
    // Each commented line is one that may be used as it is.
    const filled = readFileSync(out, 'utf8').replaceAll(
      /^# (?=(?:product|consent|tenancy|whoami|logout|chat):)/gm,
      '',
    );
    const again = readTargetFile(
      filled.replaceAll(/^# +(?=identities:| {2}(?:ana|ben|bea):)/gm, (mark) => mark.replace('# ', '')),
      'x.yaml',
    );
    assert(again.ok, again.ok ? '' : JSON.stringify(again.error));
  });

  test('names the tenant in whoami as requests name it', async () => {
    const visit = (id: string, slug: string): readonly Click[] => [
      { url: '/api/me', answer: { id: `u-${slug}`, email: `x@${slug}.test`, workspace: { slug, id } } },
      { url: `/api/workspaces/${id}/members`, answer: [] },
      { url: `/api/workspaces/${id}/boards`, answer: [] },
    ];
    writeFileSync(join(folder, 'ana.har'), moved(visit(uuid('a1', 1), 'acme')));
    writeFileSync(join(folder, 'bea.har'), moved(visit(uuid('b2', 1), 'globex')));
    await initCommand(NOWHERE, { out, har: [join(folder, 'ana.har'), join(folder, 'bea.har')], yes: true });
    const read = readTargetFile(readFileSync(out, 'utf8'), 'launch-ready.yaml');
    assert(read.ok);
    expect(read.value.target.whoami?.tenant).toBe('$.workspace.id');
    expect(read.value.target.tenants).toMatchObject({
      acme: { id: uuid('a1', 1) },
      globex: { id: uuid('b2', 1) },
    });
  });

  test('reads accounts from an auth file', async () => {
    const authFile = join(folder, 'auth.yaml');
    writeFileSync(authFile, 'auth: [{ name: ana, fixedHeaders: [{ name: X-Key, value: hunter2 }] }]');
    await initCommand(NOWHERE, { out, yes: true, authFile });
    expect(readFileSync(out, 'utf8')).toContain('  ana: { apiKey: { header: X-Key, value: "${ANA_KEY}" } }');
  });

  test('never writes over a file unless told to', async () => {
    writeFileSync(out, 'mine');
    await expect(initCommand(NOWHERE, { out, yes: true })).rejects.toThrow('--force');
    expect(readFileSync(out, 'utf8')).toBe('mine');
    await initCommand(NOWHERE, { out, yes: true, force: true });
    expect(readFileSync(out, 'utf8')).toContain('schema: 1');
  });

  test.for<[name: string, address: string | undefined, options: object, expected: string]>([
    ['no address', undefined, {}, 'Give its address'],
    ['a wrong address', 'http://', {}, 'is not an address'],
    ['an unknown profile', NOWHERE, { profile: 'everyone' }, 'there is no such profile'],
    [
      'a missing recording',
      NOWHERE,
      { har: ['ana=none.har'] },
      'Cannot read none.har (--har ana=none.har): it does not exist.',
    ],
    ['a recording without a name', NOWHERE, { har: ['=x.har'] }, 'write it as name=file'],
    ['a missing description', NOWHERE, { fromOpenapi: 'none.json' }, 'Cannot read none.json'],
  ])('%s is explained', async ([, address, options, expected]) => {
    await expect(initCommand(address, { out, yes: true, ...options })).rejects.toThrow(expected);
    expect(existsSync(out)).toBe(false);
  });
});
