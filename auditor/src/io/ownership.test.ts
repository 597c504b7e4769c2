import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallServer } from './fixtures/small-server.ts';
import { liveHttp } from './http.ts';
import { proveOwnership } from './ownership.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-ready-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks for proof that `app.example.com` is ours, where its web server and its name server answer the given texts. */
async function proof(page: string, record: string, keyFile = 'key') {
  await using server = await smallServer((request, response) => {
    response.writeHead(request.url === '/.well-known/launch-ready.txt' ? 200 : 404).end(page);
  });
  const names = await nameServer(record);
  const hosts = { 'app.example.com': `127.0.0.1:${server.port}` };
  const http = liveHttp({ hosts, concurrency: 1 });
  try {
    return await proveOwnership({
      origin: 'http://app.example.com',
      http,
      keyFile: join(folder, 'config', keyFile),
      timeoutMs: 1_000,
      mapped: true,
      resolver: names.address,
    });
  } finally {
    names.close();
    await http.close();
  }
}

async function codeOf(keyFile?: string): Promise<string> {
  const answer = await proof('', '', keyFile);
  return answer.kind === 'unproven' ? (/launch-ready=[0-9a-f]{32}/.exec(answer.message)?.[0] ?? '') : '';
}

describe('proof of ownership', () => {
  it('is asked for in words that say what to do', async () => {
    expect(await proof('', '')).toMatchObject({
      kind: 'unproven',
      message: expect.stringMatching(
        /app\.example\.com is a public host[^]*\.well-known[^]*_launch-ready\.app[^]*launch-ready=/,
      ),
    });
    expect(statSync(join(folder, 'config', 'key')).mode & 0o777).toBe(0o600);
  });

  it('is a file with the code, or a record with it', async () => {
    const code = await codeOf();
    expect(await proof(`${code}\n`, '')).toEqual({ kind: 'owned' });
    expect(await proof('', code)).toEqual({ kind: 'owned' });
  });

  it('is not another machine’s code, and not a page that holds it among others', async () => {
    const code = await codeOf();
    expect(await codeOf('another-key')).not.toBe(code);
    expect(await proof(await codeOf('another-key'), '')).toMatchObject({ kind: 'unproven' });
    expect(await proof(`<p>${code}</p>`, `v=spf1 ${code}`)).toMatchObject({ kind: 'unproven' });
  });

  it.each([
    'http://127.0.0.1:3000',
    'http://localhost',
    'https://app.test',
    'http://[::1]:80',
    'http://10.0.0.7',
  ])('is not needed for %s', async (origin) => {
    const http = liveHttp({ hosts: {}, concurrency: 1 });
    const owned = await proveOwnership({ origin, http, keyFile: '/nowhere', timeoutMs: 1, mapped: false });
    expect(owned).toEqual({ kind: 'owned' });
    await http.close();
  });
});

/** A name server that answers every question with one TXT record, or with "no such name". */
async function nameServer(record: string) {
  const socket = createSocket('udp4');
  socket.on('message', (question, from) => {
    const answer = Buffer.from(question);
    answer.writeUInt16BE(record === '' ? 0x8183 : 0x8180, 2);
    answer.writeUInt16BE(record === '' ? 0 : 1, 6);
    answer.writeUInt16BE(0, 10);
    const end = question.indexOf(0, 12) + 5;
    const text = Buffer.from(record);
    const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0, text.length + 1, text.length]);
    socket.send(
      record === '' ? answer.subarray(0, end) : Buffer.concat([answer.subarray(0, end), head, text]),
      from.port,
      from.address,
    );
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}
