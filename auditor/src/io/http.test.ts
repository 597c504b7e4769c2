import { createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CAN_SIGN, selfSigned } from './fixtures/self-signed.ts';
import { listening, smallServer } from './fixtures/small-server.ts';
import { liveHttp, type HttpOptions, type WireOutcome, type WireRequest } from './http.ts';

async function get(
  origin: string,
  change: Partial<WireRequest> = {},
  options: Partial<HttpOptions> = {},
): Promise<WireOutcome> {
  const http = liveHttp({ hosts: {}, concurrency: 4, ...options });
  try {
    return await http.send({ method: 'GET', origin, path: '/', headers: {}, timeoutMs: 2_000, ...change });
  } finally {
    await http.close();
  }
}

describe('answers', () => {
  it('come with status, headers and body; repeated cookies stay apart', async () => {
    await using server = await smallServer((_, response) => {
      response.writeHead(201, [
        'X-One', 'a', 'X-One', 'b', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2; Expires=Thu, 01 Jan 2099 00:00:00 GMT',
      ]); // prettier-ignore
      response.end('héllo');
    });
    const answer = await get(server.origin);
    expect(answer).toMatchObject({
      kind: 'answer',
      status: 201,
      headers: { 'x-one': 'a, b', 'set-cookie': 'a=1\nb=2; Expires=Thu, 01 Jan 2099 00:00:00 GMT' },
    });
    expect(answer.kind === 'answer' && answer.body.toString()).toBe('héllo');
  });

  it('with a redirect are not followed', async () => {
    await using server = await smallServer((_, response) =>
      response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
    );
    expect(await get(server.origin)).toMatchObject({
      status: 302,
      headers: { location: 'https://elsewhere.example/' },
    });
  });

  it('get the path byte for byte', async () => {
    let seen = '';
    await using server = await smallServer((request, response) => {
      seen = request.url ?? '';
      response.end();
    });
    await get(server.origin, { path: '//Api/./x/../%2e%2E/y;z?a=b+c' });
    expect(seen).toBe('//Api/./x/../%2e%2E/y;z?a=b+c');
  });

  it('that never end are cut at the limit', async () => {
    await using server = await smallServer((_, response) => {
      const block = Buffer.alloc(256 * 1024, 'x');
      const more = () => {
        while (!response.destroyed && response.write(block));
        response.once('drain', more);
      };
      more();
    });
    const answer = await get(server.origin, { timeoutMs: 20_000 });
    expect(answer).toMatchObject({ kind: 'answer', cut: 'size' });
    expect(answer.kind === 'answer' && answer.body.length).toBe(16 * 1024 * 1024);
  });

  it('that trickle on are cut when time is up, and keep what came', async () => {
    await using server = await smallServer((_, response) => {
      response.write('the first words');
    });
    const answer = await get(server.origin, { timeoutMs: 200 });
    expect(answer).toMatchObject({ kind: 'answer', status: 200, cut: 'time' });
    expect(answer.kind === 'answer' && answer.body.toString()).toBe('the first words');
  });

  it('that break off in the middle are never taken for whole', async () => {
    await using server = await smallServer((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    expect(await get(server.origin)).toMatchObject({ kind: 'answer', cut: 'time' });
  });
});

describe('compressed answers', () => {
  const text = 'a canary in every representation '.repeat(40);
  const packed: readonly (readonly [string, Buffer])[] = [
    ['gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
  ];
  it.each(packed)('in %s are unpacked though we did not ask for it', async (encoding, body) => {
    await using server = await smallServer((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    const answer = await get(server.origin);
    expect(answer.kind === 'answer' && answer.body.toString()).toBe(text);
    expect(answer).not.toHaveProperty('cut');
  });

  it.each([
    ['not what it says', 'gzip', Buffer.from(text)],
    [
      'broken',
      'br',
      Buffer.concat([brotliCompressSync(text).subarray(0, 9), Buffer.from('rubbish'.repeat(9))]),
    ],
    ['unknown', 'aes128gcm', Buffer.from(text)],
  ])('that cannot be unpacked (%s) are no answers', async (_, encoding, body) => {
    await using server = await smallServer((__, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    expect(await get(server.origin)).toMatchObject({ kind: 'no-answer', reason: 'protocol' });
  });

  it('that are bombs are cut at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, 'x'));
    await using server = await smallServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    expect(await get(server.origin)).toMatchObject({ kind: 'answer', cut: 'size' });
  });

  it('that break off keep what came', async () => {
    const body = gzipSync(Buffer.from(Array.from({ length: 60_000 }, (_, index) => index).join(' ')));
    await using server = await smallServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(body.length) });
      response.write(body.subarray(0, body.length - 100), () => response.destroy());
    });
    const answer = await get(server.origin);
    expect(answer).toMatchObject({ kind: 'answer', cut: 'time' });
    expect(answer.kind === 'answer' && answer.body.toString()).toContain('0 1 2 3 4 5');
  });
});

describe('no answer', () => {
  it('within the time', async () => {
    await using server = await smallServer(() => undefined);
    const outcome = await get(server.origin, { timeoutMs: 150 });
    expect(outcome).toEqual({ kind: 'no-answer', reason: 'timeout', message: 'no answer within 0.15 s' });
  });

  it('because nobody listens', async () => {
    const server = createTcpServer();
    const { port } = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await get(`http://127.0.0.1:${port}`)).toMatchObject({ kind: 'no-answer', reason: 'refused' });
  });

  it('because the name does not exist', async () => {
    expect(await get('http://nowhere.invalid', { timeoutMs: 8_000 })).toMatchObject({
      kind: 'no-answer',
      reason: 'dns',
    });
  });

  it('because the connection broke; a reading request is tried twice, a changing one once', async () => {
    let connections = 0;
    const server = createTcpServer((socket) => {
      connections += 1;
      socket.once('data', () => socket.resetAndDestroy());
      socket.on('error', () => undefined);
    });
    const { port } = await listening(server);
    const origin = `http://127.0.0.1:${port}`;
    expect(await get(origin)).toMatchObject({ reason: 'reset' });
    expect(connections).toBe(2);
    expect(await get(origin, { method: 'POST', body: 'x' })).toMatchObject({ reason: 'reset' });
    expect(connections).toBe(3);
    server.close();
  });

  it('that is HTTP', async () => {
    const server = createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    const { port } = await listening(server);
    expect(await get(`http://127.0.0.1:${port}`)).toMatchObject({ kind: 'no-answer', reason: 'protocol' });
    server.close();
  });

  it('for a request that cannot be put on the wire', async () => {
    await using server = await smallServer((_, response) => response.end());
    expect(await get(server.origin, { path: '/a b' })).toMatchObject({
      kind: 'no-answer',
      reason: 'protocol',
    });
  });
});

describe('TLS', () => {
  it.runIf(CAN_SIGN)(
    'refuses a certificate of an unknown authority, and trusts the one that is named',
    async () => {
      const { key, cert } = selfSigned('app.example.test');
      await using server = await smallServer((_, response) => response.end('safe'), { key, cert });
      const hosts = { 'app.example.test': `127.0.0.1:${server.port}` };
      const origin = 'https://app.example.test';
      expect(await get(origin, {}, { hosts })).toMatchObject({ kind: 'no-answer', reason: 'tls' });
      expect(await get(origin, {}, { hosts, ca: cert })).toMatchObject({ kind: 'answer', status: 200 });
      const other = { 'other.example.test': `127.0.0.1:${server.port}` };
      const wrongName = await get('https://other.example.test', {}, { hosts: other, ca: cert });
      expect(wrongName).toMatchObject({ kind: 'no-answer', reason: 'tls' });
    },
  );

  it('against a plain server says so', async () => {
    await using server = await smallServer((_, response) => response.end());
    expect(await get(server.origin.replace('http:', 'https:'))).toMatchObject({
      kind: 'no-answer',
      reason: 'tls',
    });
  });
});

describe('names mapped to addresses', () => {
  it('keep their Host header', async () => {
    await using server = await smallServer((request, response) => response.end(request.headers.host));
    const hosts = { 'acme.app.test': `127.0.0.1:${server.port}` };
    const answer = await get('http://acme.app.test', {}, { hosts });
    expect(answer.kind === 'answer' && answer.body.toString()).toBe('acme.app.test');
  });
});
