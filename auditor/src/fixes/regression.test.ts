import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../core/exchange.ts';
import type { Finding } from '../core/finding.ts';
import { listening } from '../io/fixtures/small-server.ts';
import { asCurl } from './regression-curl.ts';
import { asVitest } from './regression-vitest.ts';
import { exportFinding, variablesOf } from './regression.ts';

const CANARY = 'canary-4711-of-ana-0815';

function exchange(as: string, id: string, more: Partial<Exchange['request']> = {}): Exchange {
  return {
    id,
    lane: 'read',
    as,
    request: {
      method: 'GET',
      url: 'https://api.example.com/api/notes/n_17?full=1',
      headers: { authorization: 'Bearer ~secret.ana-bearer.0123456789~', 'user-agent': 'launch-ready/0.1' },
      ...more,
    },
    outcome: {
      kind: 'answer',
      status: 200,
      headers: {},
      body: CANARY,
      bytes: 1,
      truncated: false,
      canaries: [CANARY],
    },
    startedMs: 0,
    durationMs: 1,
  };
}

const finding: Finding = {
  fingerprint: '0123456789abcdef',
  check: 'authorization/read-object',
  where: 'GET /api/notes/{noteId}',
  what: 'bea read a note of ana.',
  exhibits: [
    { exchange: 'read#1', role: 'ana’s own call', marks: [CANARY] },
    { exchange: 'read#2', role: 'bea’s attack', marks: [CANARY] },
  ],
  certainty: 'proven',
  level: 'fail',
  cell: 'read',
};
const exchanges = new Map([exchange('ana', 'read#1'), exchange('bea', 'read#2')].map((one) => [one.id, one]));

describe('exportFinding', () => {
  it('makes variables of what does not outlive the run, and keeps no secret', () => {
    const exported = exportFinding(finding, exchanges);
    const regressions = exported.ok ? [exported.regression] : [];
    expect(variablesOf(regressions)).toEqual([
      'APP_URL',
      'NOTE_ID',
      'ANA_AUTHORIZATION',
      'BEA_AUTHORIZATION',
      'OWNERS_TEXT',
    ]);
    for (const text of [asVitest('run', regressions), asCurl('run', regressions)])
      expect(text).not.toMatch(/canary-4711|n_17|~secret/u);
  });

  it.each([
    ['the run keeps no exchange of it', finding, new Map<string, Exchange>()],
    ['it is proven by many requests together, such as a burst', burst(), exchanges],
    [
      'its proof is no text in an answer',
      { ...finding, exhibits: [{ exchange: 'read#2', role: 'x', marks: [] }] },
      exchanges,
    ],
    [
      'its requests carry credentials in their address or body',
      finding,
      new Map([
        ['read#2', exchange('bea', 'read#2', { url: 'https://a.test/?token=~secret.x.0123456789~' })],
      ]),
    ],
  ])('says why not: %s', (because, one, known) => {
    expect(exportFinding(one, known)).toMatchObject({ ok: false, because });
  });
});

describe('the script for curl', () => {
  it.each([
    ['leaks', 1, 'broken'],
    ['holds', 0, 'held'],
    ['fails', 2, 'open'],
    ['hides it from its owner', 2, 'open'],
  ])('on a product that %s exits with %i', async (product, code, word) => {
    const server = createServer((request, response) => {
      const isOwner = request.headers.authorization === 'Bearer ana';
      const sees = product === 'leaks' || (isOwner && product !== 'hides it from its owner');
      response.statusCode = product === 'fails' ? 503 : sees || isOwner ? 200 : 404;
      response.end(sees && request.url === '/api/notes/n1?full=1' ? 'words of ana' : 'nothing');
    });
    const { port } = await listening(server);
    const folder = mkdtempSync(join(tmpdir(), 'launch-ready-curl-'));
    const exported = exportFinding(finding, exchanges);
    writeFileSync(join(folder, 'proofs.sh'), asCurl('run', exported.ok ? [exported.regression] : []));
    const env = {
      PATH: process.env['PATH'] ?? '',
      APP_URL: `http://127.0.0.1:${port}`,
      NOTE_ID: 'n1',
      ANA_AUTHORIZATION: 'Bearer ana',
      BEA_AUTHORIZATION: 'Bearer bea',
      OWNERS_TEXT: 'words of ana',
    };
    const ran = await run(join(folder, 'proofs.sh'), env);
    const without = await run(join(folder, 'proofs.sh'), { PATH: env.PATH });
    server.close();
    rmSync(folder, { recursive: true });
    expect(ran.said).toContain(`${word}: authorization/read-object at GET /api/notes/{noteId}`);
    expect(ran.code).toBe(code);
    expect(without.code).not.toBe(0);
  });
});

function burst(): Finding {
  const exhibits = Array.from({ length: 5 }, () => ({
    exchange: 'read#2',
    role: 'one of many',
    marks: ['x'],
  }));
  return { ...finding, exhibits };
}

function run(
  script: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number | null; readonly said: string }> {
  return new Promise((resolve) => {
    const child = spawn('sh', [script], { env });
    let said = '';
    child.stdout.on('data', (piece) => (said += String(piece)));
    child.on('close', (code) => resolve({ code, said }));
  });
}
