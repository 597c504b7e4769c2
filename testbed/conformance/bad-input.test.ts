import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { json, open } from '../strangers/tiny/serve.ts';
import { notesTarget, NOTES_ENV } from '../strangers/tiny/notes-target.ts';
import { workplace } from './workplace.ts';

const API = 'http://127.0.0.1:9';

/** A recording of one request and its answer. */
function har(url: string, answer: unknown = { id: 1 }, status = 200, cookie = ''): string {
  const headers = cookie === '' ? [] : [{ name: 'cookie', value: cookie }];
  const content = { mimeType: 'application/json', text: JSON.stringify(answer) };
  return JSON.stringify({
    log: {
      version: '1.2',
      entries: [{ request: { method: 'GET', url, headers }, response: { status, headers: [], content } }],
    },
  });
}

const good = har(`${API}/api/me`, { mail: 'ana@acme.test' });

/** Files beside the target file, its routes, and what has to be said of them. */
type Row = readonly [
  name: string,
  files: { readonly [name: string]: string },
  routes: object,
  says: readonly RegExp[],
];

const HAR: readonly Row[] = [
  [
    'is cut off before anything was whole',
    { 'ana.har': good.slice(0, 80) },
    { har: { ana: './ana.har' } },
    [/ana\.har {2}is cut off/, /Export it again/],
  ],
  ['is empty', { 'ana.har': '' }, { har: { ana: './ana.har' } }, [/ana\.har {2}is empty/]],
  [
    'is a page',
    { 'ana.har': '<!doctype html>' },
    { har: { ana: './ana.har' } },
    [/is not JSON, so it is no HAR file/],
  ],
  [
    'is of another host',
    { 'ana.har': har('https://other.example/api/me') },
    { har: { ana: './ana.har' } },
    [/is of another host/, /127\.0\.0\.1:9/, /other\.example/],
  ],
  [
    'holds an expired session',
    { 'ana.har': har(`${API}/api/me`, {}, 401) },
    { har: { ana: './ana.har' } },
    [/expired session/, /Log in while recording/],
  ],
  [
    'holds an expired session that answers 200',
    { 'ana.har': har(`${API}/api/me`, { error: 'sign in' }) },
    { har: { ana: './ana.har' } },
    [/expired session/],
  ],
  [
    'shows one person as two',
    { 'ana.har': good, 'bea.har': good },
    { har: { ana: './ana.har', bea: './bea.har' } },
    [/show the same user/, /log in as bea/],
  ],
  [
    'is of nobody in the file',
    { 'zoe.har': good },
    { har: { zoe: './zoe.har' } },
    [/launch-ready\.yaml:\d+:\d+/, /"zoe" is not one of the identities/],
  ],
];

const OPENAPI: readonly Row[] = [
  [
    'is broken JSON',
    { 'api.json': '{\n  "openapi": "3.1.0",\n  "paths": {,\n}' },
    { openapi: './api.json' },
    [/api\.json:3:\d+/],
  ],
  [
    'is broken YAML',
    { 'api.yaml': 'openapi: 3.1.0\npaths:\n  /a: {get: [\n' },
    { openapi: './api.yaml' },
    [/api\.yaml:\d+:\d+/],
  ],
  [
    'is another JSON',
    { 'api.json': '{"name":"acme"}' },
    { openapi: './api.json' },
    [/neither "openapi" nor "swagger"/],
  ],
  [
    'is too old',
    { 'api.json': '{"swagger":"1.2","paths":{}}' },
    { openapi: './api.json' },
    [/has version 1\.2/],
  ],
  [
    'describes nothing',
    { 'api.json': '{"openapi":"3.0.0","info":{},"paths":{}}' },
    { openapi: './api.json' },
    [/describes no operation/],
  ],
  [
    'goes in circles',
    { 'api.yaml': 'openapi: 3.0.0\npaths: &p\n  /a: *p' },
    { openapi: './api.yaml' },
    [/api\.yaml/, /circles/],
  ],
];

async function read(files: { readonly [name: string]: string }, routes: object) {
  using place = workplace(NOTES_ENV);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place.folder, name), text);
  const { exit, stdout, stderr } = await place.run([
    'audit',
    place.write({ ...notesTarget({ url: API }), routes }),
    '--dry-run',
  ]);
  return { exit, stdout, stderr };
}

describe.each([
  ['a recording', HAR],
  ['a description', OPENAPI],
])('%s is refused with exit code 64', (_, rows) => {
  it.each(rows)('that %s', async (__, files, routes, says) => {
    const { exit, stdout, stderr } = await read(files, routes);
    expect(exit).toBe(64);
    expect(stdout).toBe('');
    for (const words of says) expect(stderr).toMatch(words);
  });
});

describe('a description is used as far as it goes', () => {
  const node = {
    type: 'object',
    properties: { title: { type: 'string' }, next: { $ref: '#/components/schemas/Node' } },
  };
  const body = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } } };
  it.each<Row>([
    [
      'with a recursive schema',
      {
        'api.json': JSON.stringify({
          openapi: '3.1.0',
          paths: { '/nodes': { post: { requestBody: body } } },
          components: { schemas: { Node: node } },
        }),
      },
      { openapi: './api.json' },
      [],
    ],
    [
      'in Swagger 2',
      { 'api.json': JSON.stringify({ swagger: '2.0', basePath: '/v1', paths: { '/nodes': { post: {} } } }) },
      { openapi: './api.json' },
      [],
    ],
    [
      'of another server',
      {
        'api.json': JSON.stringify({
          openapi: '3.0.0',
          servers: [{ url: 'https://staging.example/v1' }],
          paths: { '/nodes': { post: {} } },
        }),
      },
      { openapi: './api.json' },
      [/is of another server: it names https:\/\/staging\.example/, /correct `api`/],
    ],
  ])('%s', async (_, files, routes, says) => {
    const { exit, stdout, stderr } = await read(files, routes);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/POST (?:\/v1)?\/nodes/);
    for (const words of says) expect(stderr).toMatch(words);
  });
});

describe('a login that ends nowhere is explained with exit code 64', () => {
  it.each<[string, unknown, RegExp]>([
    [
      '200 and an error',
      { error: 'wrong word' },
      /ana could not log in: the login answered 200 and set no cookie: \{"error":"wrong word"\}/,
    ],
    ['a second factor', { mfaRequired: true, ticket: 'abc' }, /second factor.*totp.*\$\{ANA_TOTP\}/s],
  ])('%s', async (_, answer, says) => {
    const server = await open((request, response) => {
      if (request.url === '/login') return json(response, answer);
      json(response, request.url === '/csrf' ? { token: 'csrf-0123456789ab' } : { error: 'sign in first' });
    });
    using place = workplace(NOTES_ENV);
    const { exit, stderr } = await place.run([
      'audit',
      place.write(notesTarget(server)),
      '--only',
      'authorization/read-object',
      '--quiet',
    ]);
    await server.stop();
    expect(exit).toBe(64);
    expect(stderr).toMatch(says);
    expect(place.runNames()).toEqual([]);
  });
});

/** Bodies of three megabytes, a recording of some two hundred. */
const FILMS = 66;

it('a recording that is larger than the memory is read', async () => {
  using place = workplace(NOTES_ENV);
  const file = openSync(join(place.folder, 'ana.har'), 'w');
  writeSync(file, '{"log":{"version":"1.2","entries":[');
  const film = har(`${API}/api/films/7`, { frames: 'é0'.repeat(1_000_000) }).slice(
    '{"log":{"version":"1.2","entries":['.length,
    -3,
  );
  for (let index = 0; index < FILMS; index += 1) writeSync(file, `${film},`);
  writeSync(
    file,
    `${har(`${API}/api/boards/12345`, { id: 12345 }).slice('{"log":{"version":"1.2","entries":['.length, -3)}]}}`,
  );
  closeSync(file);
  const target = { ...notesTarget({ url: API }), routes: { har: { ana: './ana.har' } } };
  const { exit, stdout, stderr } = await place.run(['audit', place.write(target), '--dry-run'], {
    NODE_OPTIONS: '--max-old-space-size=96',
  });
  expect(stderr).toMatch(/66 bodies are larger than 2 MiB/);
  expect(exit).toBe(0);
  expect(stdout).toMatch(/GET \/api\/boards\/\{board\}/);
});
