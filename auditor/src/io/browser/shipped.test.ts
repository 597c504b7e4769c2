import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unpackShipped } from './shipped.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-ready-shipped-'));
  mkdirSync(join(folder, 'bin'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** One file in a tar archive, as POSIX describes it. */
function tar(path: string, content: string, type = '0'): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  header.write(type, 156);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body, Buffer.alloc(1024)]);
}

function pack(name: string, bytes: Buffer): string {
  const packed = brotliCompressSync(bytes);
  writeFileSync(join(folder, 'bin', name), packed);
  return createHash('sha256').update(packed).digest('hex');
}

function place(change: Partial<NonNullable<Parameters<typeof unpackShipped>[0]>> = {}) {
  const program = pack('chromium.br', Buffer.from('the program'));
  const library = pack('libraries.tar.br', tar('lib/libnss3.so', 'a library'));
  return {
    platform: 'linux-x64',
    archives: join(folder, 'bin'),
    cache: join(folder, 'cache'),
    wanted: [
      { name: 'chromium.br', sha256: program },
      { name: 'libraries.tar.br', sha256: library, into: 'system' },
    ],
    ...change,
  };
}

describe('the browser of the package', () => {
  test('is unpacked into a folder of its own', async () => {
    const unpacked = await unpackShipped(place());
    if (unpacked.kind !== 'unpacked') throw new Error(JSON.stringify(unpacked));
    expect(readFileSync(unpacked.path, 'utf8')).toBe('the program');
    expect(readFileSync(join(unpacked.env['LD_LIBRARY_PATH'] ?? '', 'libnss3.so'), 'utf8')).toBe('a library');
    expect(readFileSync(unpacked.env['FONTCONFIG_FILE'] ?? '', 'utf8')).toContain(join(folder, 'cache'));
    expect(statSync(join(unpacked.path, '..')).mode & 0o777).toBe(0o700);
    expect(await unpackShipped(place())).toEqual(unpacked);
  });

  test('is not started when it is another than the one that was looked at', async () => {
    const given = place();
    pack('chromium.br', Buffer.from('another program'));
    expect(await unpackShipped(given)).toMatchObject({
      kind: 'unusable',
      because: expect.stringContaining('chromium.br is not that of version'),
    });
  });

  test('is not started from where others may write', async () => {
    const given = place();
    const unpacked = await unpackShipped(given);
    if (unpacked.kind === 'unpacked') chmodSync(join(unpacked.path, '..'), 0o777);
    expect(await unpackShipped(given)).toMatchObject({ because: expect.stringContaining('not ours alone') });
  });

  test.for([
    ['../outside', '0'],
    ['/etc/outside', '0'],
    ['lib/link', '2'],
  ] as const)('is refused when an archive holds %s', async ([path, type]) => {
    const sha256 = pack('libraries.tar.br', tar(path, 'x', type));
    const wanted = [{ name: 'libraries.tar.br', sha256, into: 'system' }];
    expect(await unpackShipped({ ...place(), archives: join(folder, 'bin'), wanted })).toMatchObject({
      kind: 'unusable',
    });
  });

  test.for([{ archives: undefined }, { platform: 'darwin-arm64' }])('is none with %o', async (change) => {
    expect(await unpackShipped(place(change))).toEqual({ kind: 'none' });
  });
});
