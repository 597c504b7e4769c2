import * as fc from 'fast-check';
import { assert, describe, expect, test } from 'vitest';
import { ANA, API, har, pieces, session, uuid, type Click } from '../fixtures/boards.ts';
import { readHar } from './har.ts';
import type { Recording } from './recorded.ts';

const SOURCE = { name: 'ana', file: 'ana.har', api: API };

/** What is said about a text. */
async function said(text: string, api: string = API): Promise<string> {
  const read = await readHar(pieces(text), { ...SOURCE, api });
  return (read.ok ? read.value.notices : read.error).map((one) => `${one.level}: ${one.message}`).join('\n');
}

async function recorded(clicks: readonly Click[]): Promise<Recording> {
  const read = await readHar(pieces(har(clicks)), SOURCE);
  assert(read.ok, read.ok ? '' : JSON.stringify(read.error));
  return read.value.recording;
}

const me: Click = { url: '/api/me', answer: { id: 1 } };
const unread = 'error: is not JSON, so it is no HAR file';

describe('what cannot be used is explained', () => {
  test.for<[name: string, text: string, expected: string]>([
    ['an empty file', '', 'error: is empty'],
    ['a page', '<html></html>', unread],
    ['words', 'ana', unread],
    [
      'other JSON',
      '{"openapi":"3.1.0","paths":{}}',
      'error: is JSON, but not a HAR file: it has no "log" with "entries"',
    ],
    ['a list', '[1,2]', 'error: is JSON, but not a HAR file: it has no "log" with "entries"'],
    [
      'nothing recorded',
      har([]),
      'error: holds no entries: the recording was saved before anything was clicked',
    ],
    [
      'cut off at once',
      har([me]).slice(0, 200),
      'error: is cut off: it ends in the middle, after 0 whole entries. Export it again',
    ],
    [
      'cut off later',
      har([me, me]).slice(0, -30),
      'notice: is cut off or damaged after 1 entries; what came before is used. Export it again for the rest',
    ],
    [
      'another host',
      har([{ url: 'https://app.other.example/api/me' }, { url: 'https://cdn.example/x.js' }]),
      'error: is of another host: `api` is https://boards.example, but all 2 requests went to app.other.example (1), cdn.example (1). If that is your API, correct `api`',
    ],
    [
      'nothing but decoration',
      har([
        { url: '/logo.png', type: 'image/png' },
        { url: '/_next/data/x.json' },
        { url: 'data:text/plain,hello' },
        { url: 'https://stats.example/collect', method: 'POST' },
      ]),
      'error: holds nothing that could be asked: of 4 entries 1 static file, 1 framework, 1 not http, 1 other host were dropped; other hosts: stats.example',
    ],
    [
      'a session that had ended',
      har([
        { url: '/api/me', status: 401 },
        { url: '/api/boards', status: 401 },
      ]),
      'error: was recorded with an expired session: all 2 answers refuse (401). Log in while recording',
    ],
    [
      'a session that had ended, of a product that says no with 200',
      har([
        { url: '/api/me', answer: { error: 'sign in first' } },
        { url: '/api/boards', answer: { success: false } },
      ]),
      'error: was recorded with an expired session: all 2 answers refuse (200). Log in while recording',
    ],
    [
      'no answers kept',
      har([{ url: '/api/me', answer: '' }]),
      'notice: holds no bodies of answers, so ids are only known by their looks. Export it "with content"',
    ],
  ])('%s', async ([, text, expected]) => {
    expect(await said(text)).toBe(expected);
  });

  test('an API below a path', async () => {
    expect(await said(har([me]), `${API}/v2`)).toContain('1 outside the api path');
    const read = await readHar(pieces(har([me])), { ...SOURCE, api: `${API}/api` });
    assert(read.ok);
    expect(read.value.recording.exchanges.map((one) => one.path)).toEqual(['/me']);
  });

  test('an entry that would fill the memory', async () => {
    async function* endless() {
      yield new TextEncoder().encode('{"log":{"entries":[{"x":[');
      for (;;) yield new TextEncoder().encode('1,'.repeat(500_000));
    }
    const read = await readHar(endless(), SOURCE);
    assert(!read.ok);
    expect(read.error[0]?.message).toContain('more than 32 MiB');
  });
});

describe('secrets', () => {
  test('of a whole session are not kept anywhere', async () => {
    const recording = JSON.stringify(await recorded(session(ANA)));
    for (const secret of ['hunter2', 'eyJ', 's3ss10n', 'csrf-a1', 'shra1Kd92', 'Bearer'])
      expect(recording.includes(secret) ? secret : '').toBe('');
    expect(recording).toContain(uuid('a1', 1));
  });

  test.for<[name: string, click: Click, secret: string]>([
    ['a cookie', { url: '/api/me', headers: { Cookie: 'sid=Zk81xPq7LmNo92aBcD; theme=dark' } }, 'Zk81x'],
    [
      'basic authentication',
      { url: '/api/me', headers: { Authorization: 'Basic YW5hOmh1bnRlcjI=' } },
      'YW5h',
    ],
    ['an API key', { url: '/api/me', headers: { 'X-Api-Key': 'k3y-0123456789' } }, 'k3y-'],
    ['a token in the query', { url: '/api/stream?access_token=t0ken-0123456789' }, 't0ken-'],
    [
      'a password in a form',
      {
        url: '/session',
        method: 'POST',
        bodyType: 'application/x-www-form-urlencoded',
        body: 'user=ana&pass=hunter2',
      },
      'hunter2',
    ],
    [
      'an unknown field of a login',
      { url: '/api/login', method: 'POST', body: { email: 'ana@acme.test', pw2: 'hunter2' } },
      'hunter2',
    ],
    [
      'a key in an answer',
      { url: '/api/keys', answer: { items: [{ value: 'sk-live-0123456789abcdef' }] } },
      'sk-live',
    ],
    [
      'a token in a stream',
      { url: '/api/s', type: 'text/event-stream', answer: 'data: {"token":"t0ken-0123456789"}\n\n' },
      't0ken-',
    ],
    ['a token in a path', { url: '/api/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln' }, 'eyJ'],
  ])('%s', async ([, click, secret]) => {
    expect(JSON.stringify(await recorded([click]))).not.toContain(secret);
  });

  test('a learned token is taken out of every later text', async () => {
    const login: Click = {
      url: '/api/login',
      method: 'POST',
      body: {},
      answer: { token: 't0ken-0123456789' },
    };
    const echo: Click = { url: '/api/debug', answer: { log: 'called with t0ken-0123456789 today' } };
    expect(JSON.stringify(await recorded([login, echo]))).not.toContain('t0ken-');
  });

  test('the choice of a workspace is no secret', async () => {
    const clicks = [
      { url: '/api/w/0a1b2c3d4e5f6a7b8c', headers: { Cookie: 'workspace=0a1b2c3d4e5f6a7b8c' } },
    ];
    expect((await recorded(clicks)).exchanges[0]?.path).toBe('/api/w/0a1b2c3d4e5f6a7b8c');
  });
});

describe('what is kept', () => {
  test('forms, files, streams and where answers lead', async () => {
    const part =
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nmine\r\n--x--';
    const { exchanges } = await recorded([
      {
        url: '/notes',
        method: 'POST',
        bodyType: 'application/x-www-form-urlencoded',
        body: 'title=a+b',
        status: 302,
      },
      { url: '/files', method: 'POST', bodyType: 'multipart/form-data; boundary=x', body: part },
      {
        url: '/chat',
        method: 'POST',
        body: { message: 'hi' },
        type: 'text/event-stream',
        answer: 'event: delta\ndata: {"text":"Hel"}\n\ndata: [DONE]\n\n',
      },
    ]);
    expect(exchanges.map((one) => one.body)).toEqual([
      { contentType: 'application/x-www-form-urlencoded', json: { title: 'a b' }, files: [] },
      { contentType: 'multipart/form-data', json: { note: 'mine' }, files: ['file'] },
      { contentType: 'application/json', json: { message: 'hi' }, files: [] },
    ]);
    expect(exchanges[2]?.answer?.events).toEqual([{ name: 'delta', json: { text: 'Hel' } }]);
  });

  test('pages, when the product has nothing else', async () => {
    const page: Click = { url: '/boards/7', type: 'text/html; charset=utf-8', answer: '<html>' };
    expect((await recorded([page])).exchanges.map((one) => one.path)).toEqual(['/boards/7']);
    expect((await recorded([page, me])).exchanges.map((one) => one.path)).toEqual(['/api/me']);
  });

  test('no page that a browser asked for twice, but its address', async () => {
    const page: Click = { url: '/studio', type: 'text/html; charset=utf-8', answer: '<html>' };
    const twice: Click = { url: '/studio', type: 'x-unknown', status: 307, answer: '' };
    const login: Click = { url: '/api/login', type: 'x-unknown', status: 307, answer: '' };
    const { exchanges, pages } = await recorded([twice, page, login, me]);
    expect(exchanges.map((one) => one.path)).toEqual(['/api/login', '/api/me']);
    expect(pages).toEqual(['/studio']);
  });

  test('the headers that a browser does not send by itself', async () => {
    const headers = {
      'X-Workspace': 'acme',
      'X-CSRF-Token': 'c5rf0123456789',
      'Sec-Fetch-Mode': 'cors',
      Accept: '*/*',
    };
    const [exchange] = (await recorded([{ url: '/api/me', headers, answer: {} }])).exchanges;
    expect(exchange?.headers).toEqual({ 'x-workspace': 'acme', 'x-csrf-token': '{{secret:ana:1}}' });
  });
});

test('whatever the entries are, reading ends with a result', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 50 }), async (entries, size) => {
      const text = JSON.stringify({ log: { version: '1.2', entries } });
      const read = await readHar(pieces(text, size), SOURCE);
      expect(read.ok).toBe(false);
    }),
  );
});

test('nor does any request or answer break it', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST', 'get', 'X'),
    url: fc.webUrl({ withQueryParameters: true }),
    headers: fc.jsonValue(),
    postData: fc.record({ mimeType: text, text: fc.json() }),
  });
  const response = fc.record({
    status: fc.integer(),
    headers: fc.jsonValue(),
    content: fc.record({ mimeType: text, text: fc.json(), encoding: fc.constantFrom('base64', 'none') }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ request, response })), async (entries) => {
      const read = await readHar(pieces(JSON.stringify({ log: { entries } })), {
        name: 'ana',
        file: 'ana.har',
      });
      expect(typeof read.ok).toBe('boolean');
    }),
  );
});
