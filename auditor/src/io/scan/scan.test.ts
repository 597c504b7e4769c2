import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canaryFrom } from '../../core/canary.ts';
import { TargetSchema } from '../../core/target.ts';
import { createVault } from '../vault.ts';
import { scanFolder } from './scan-files.ts';
import { scanHistory } from './scan-history.ts';
import { createScanner } from './scanner.ts';

/** Written with a tilde inside, so that no scanner takes this file for a leak. */
const KEY = 's~k-proj-q7Zk2Lw9Xv4Tb8Rn3Hs6Jd1Gf5Pc0YmUaEeIoKtWz'.replace('~', '');
const OTHER = 'g~hp_q7Zk2Lw9Xv4Tb8Rn3Hs6Jd1Gf5Pc0YmUaEeI'.replace('~', '');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-ready-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const git = (...args: readonly string[]) =>
  execFileSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@a.test', '-c', 'commit.gpgsign=false', ...args],
    {
      cwd: folder,
      stdio: 'pipe',
    },
  ).toString();

function commit(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', message);
}

const scanned = (result: Awaited<ReturnType<typeof scanFolder>>) => {
  if (result.kind === 'failed') throw new Error(result.because);
  return result.scan;
};

describe('scanFolder', () => {
  it('finds a key that is under version control, with its line', async () => {
    git('init', '--quiet');
    put('src/config.ts', `// one\n\nexport const key = '${KEY}';\n`);
    commit('first');
    const scan = scanned(await scanFolder('the repository', folder));
    expect(scan.sightings).toMatchObject([
      { rule: 'openai-key', where: 'src/config.ts:3', masked: 'sk-proj-…KtWz' },
    ]);
    expect(JSON.stringify(scan)).not.toContain(KEY);
  });

  it('says what it could not read: a file that is too large, and one that is closed to it', async () => {
    put('small.ts', 'export {};');
    put('film.bin', '');
    truncateSync(join(folder, 'film.bin'), 32 * 1024 * 1024 + 1);
    expect(scanned(await scanFolder('the repository', folder)).cut).toBe('film.bin is larger than 32 MB');
    if (process.getuid?.() === 0) return;
    put('closed.ts', 'export {};');
    put('shut/key.ts', 'export {};');
    for (const path of ['closed.ts', 'shut']) chmodSync(join(folder, path), 0o000);
    expect(scanned(await scanFolder('the repository', folder)).cut).toContain('(and 2 more)');
    chmodSync(join(folder, 'shut'), 0o700);
  });

  it('has read everything where links, deleted files and submodules are no files', async () => {
    git('init', '--quiet');
    put('gone.ts', 'export {};');
    put('kept.ts', 'export {};');
    symlinkSync('/etc/hostname', join(folder, 'link'));
    commit('first');
    rmSync(join(folder, 'gone.ts'));
    expect(scanned(await scanFolder('the repository', folder)).cut).toBeUndefined();
  });

  it('leaves alone what git ignores, and names a .env that it does not', async () => {
    git('init', '--quiet');
    put('.gitignore', '.env\n');
    put('.env', `OPENAI_API_KEY=${KEY}\n`);
    put('web/.env.production', 'URL=https://example.com\n');
    put('web/.env.example', `OPENAI_API_KEY=${OTHER}\n`);
    commit('first');
    const scan = scanned(await scanFolder('the repository', folder));
    expect(scan.sightings.map((one) => one.where)).toEqual(['web/.env.example:1']);
    expect(scan.settings).toEqual(['web/.env.production']);
  });

  it('searches a folder that is under no version control, but for its settings', async () => {
    put('.env', `OPENAI_API_KEY=${KEY}\n`);
    put('app/index.js', `fetch('/x',{headers:{authorization:"Bearer ${KEY}"}})`);
    symlinkSync('/etc/hostname', join(folder, 'link'));
    const scan = scanned(await scanFolder('the built front end', folder));
    expect(scan.sightings.map((one) => one.where)).toEqual(['app/index.js:1']);
  });

  it('says when there was nothing to search', async () => {
    expect(await scanFolder('the repository', join(folder, 'none'))).toMatchObject({ kind: 'failed' });
    git('init', '--quiet');
    expect(await scanFolder('the repository', folder)).toMatchObject({ kind: 'failed' });
  });
});

describe('scanHistory', () => {
  it('finds what a later commit removed, and where it came from', async () => {
    git('init', '--quiet');
    put('src/config.ts', `export const key = '${KEY}';\n`);
    commit('first');
    put('src/config.ts', 'export const key = process.env.KEY;\n');
    commit('second');
    const scan = scanned(await scanHistory(folder));
    expect(scan.sightings).toMatchObject([{ rule: 'openai-key', masked: 'sk-proj-…KtWz' }]);
    expect(scan.sightings[0]?.where).toMatch(/^src\/config\.ts in [0-9a-f]{7,} \(\d{4}-\d\d-\d\d\)$/);
  });

  it('finds it also in a dropped commit, a message, a tag and a large pack', async () => {
    git('init', '--quiet');
    put('a.txt', 'a');
    commit('first');
    for (let index = 0; index < 40; index += 1)
      put(`many/${index}.bin`, Buffer.alloc(300_000, `${index} filler `));
    put('dropped.ts', KEY);
    commit('second');
    git('reset', '--quiet', '--hard', 'HEAD~1');
    commit(`use ${OTHER}`);
    const scan = scanned(await scanHistory(folder));
    expect(
      scan.sightings.map((one) => `${one.rule}: ${one.where.replaceAll(/[0-9a-f]{10}/g, 'id')}`),
    ).toEqual([
      'openai-key: object id, which no branch leads to any more',
      'github-token: the message of commit id',
    ]);
    expect(scan.bytes).toBeGreaterThan(12_000_000);
  });

  it('leaves to the search of files what is in them now', async () => {
    git('init', '--quiet');
    put('a.ts', KEY);
    commit('first');
    expect(scanned(await scanHistory(folder)).sightings).toEqual([]);
  });

  it('says when history is missing', async () => {
    expect(await scanHistory(folder)).toMatchObject({ kind: 'failed' });
    git('init', '--quiet');
    expect(await scanHistory(folder)).toEqual({
      kind: 'failed',
      because: 'the repository has no commit yet',
    });
    put('a.txt', 'a');
    commit('first');
    put('a.txt', 'b');
    commit('second');
    const shallow = join(folder, 'shallow');
    git('clone', '--quiet', '--depth', '1', `file://${folder}`, shallow);
    expect(scanned(await scanHistory(shallow)).cut).toContain('shallow');
  });

  it('runs nothing that the repository asks for', async () => {
    git('init', '--quiet');
    put('a.txt', 'a');
    commit('first');
    const ran = join(folder, 'ran');
    git('config', 'core.fsmonitor', `touch ${ran}; false`);
    git('config', 'core.pager', `touch ${ran}`);
    git('config', 'diff.external', `touch ${ran}`);
    await scanHistory(folder);
    expect(() => git('cat-file', '-e', 'HEAD')).not.toThrow();
    expect(await scanFolder('x', ran)).toMatchObject({ kind: 'failed' });
  });
});

describe('reading logs', () => {
  const canary = canaryFrom(new Uint8Array(16).fill(7));
  const open = () => {
    const vault = createVault();
    vault.keep('token-of-ana-123456', 'ana-token');
    const target = TargetSchema.parse({
      schema: 1,
      logs: ['app.log'],
      identities: { ana: { tenant: 'acme', user: 'ana@acme.test', bearer: '${ANA}' } },
    });
    return createScanner({ target, folder, vault });
  };
  const read = (scanner: ReturnType<typeof open>, sent = [{ id: 'req-000001', path: '/api/notes/1' }]) => {
    const reading = scanner.readLogs(sent, new Set([canary]));
    if (reading.kind === 'failed') throw new Error(reading.because);
    return reading.content;
  };

  it('looks only at what was written since the run began', () => {
    put('app.log', `old line about ana@acme.test\n`);
    const scanner = open();
    appendFileSync(join(folder, 'app.log'), '{"requestId":"req-000001","route":"/api/notes/{id}"}\n');
    expect(read(scanner)).toMatchObject({ lines: 1, asked: 1, found: 1, by: 'request id', leaks: [] });
  });

  it('finds credentials, words and addresses of the run, and shows no credential', () => {
    put('app.log', '');
    const scanner = open();
    put(
      'app.log',
      [
        `Bearer token-of-ana-123456`,
        `prompt: "${canary}"`,
        'mail to ana@acme.test',
        `GET /s?q=${canary}`,
      ].join('\n'),
    );
    const { leaks } = read(scanner);
    expect(leaks.map(({ kind, where, inQuery }) => [kind, where, inQuery])).toEqual([
      ['credential', 'app.log:1', false],
      ['text', 'app.log:2', false],
      ['address', 'app.log:3', false],
      ['text', 'app.log:4', true],
    ]);
    expect(JSON.stringify(leaks)).not.toContain('token-of-ana');
  });

  it('finds requests by their paths where the product gives no ids, and reads a log that was begun anew', () => {
    put('app.log', 'x'.repeat(500));
    const scanner = open();
    put('app.log', '127.0.0.1 - "GET /api/notes/1 HTTP/1.1" 200\n');
    expect(read(scanner)).toMatchObject({ found: 1, by: 'path' });
  });

  it('says which log cannot be read', () => {
    const scanner = open();
    expect(scanner.readLogs([], new Set())).toEqual({
      kind: 'failed',
      because: 'the log app.log cannot be read',
    });
  });
});
