import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { API, entry } from '../intake/fixtures/boards.ts';
import { readHar } from '../intake/recording/har.ts';
import { streamFile } from './file-stream.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stream-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A recording of downloads: 4 MiB each, with one answer of the API in between. */
function writeLargeHar(path: string, downloads: number): void {
  const file = openSync(path, 'w');
  const video = JSON.stringify(
    entry({ url: '/films/1', type: 'application/octet-stream', answer: 'é\\"x'.repeat(800_000) }),
  );
  const board = JSON.stringify(entry({ url: '/api/boards/7', answer: { id: 7 } }));
  writeSync(file, '{"log":{"version":"1.2","entries":[');
  for (let index = 0; index < downloads; index += 1)
    writeSync(file, `${index === 0 ? '' : ','}${video},${board}`);
  writeSync(file, ']}}');
  closeSync(file);
}

test('a recording much larger than the memory it may use is read', async () => {
  const path = join(folder, 'large.har');
  writeLargeHar(path, 20);
  const stream = streamFile(path);
  assert(stream.ok);
  const before = process.memoryUsage().rss;
  let peak = before;
  async function* watched(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      peak = Math.max(peak, process.memoryUsage().rss);
      yield chunk;
    }
  }
  const read = await readHar(watched(stream.chunks), { name: 'ana', file: 'large.har', api: API });
  assert(read.ok);
  expect(read.value.recording.exchanges.filter((one) => one.path === '/api/boards/7')).toHaveLength(20);
  expect(read.value.notices.map((one) => one.message)).toContain(
    '20 bodies are larger than 2 MiB and only their beginning was read',
  );
  expect(peak - before).toBeLessThan(250 * 1024 * 1024);
});

test('what is no file is said', () => {
  expect(streamFile(join(folder, 'missing.har'))).toEqual({ ok: false, because: 'it does not exist' });
  expect(streamFile(folder)).toEqual({ ok: false, because: 'it is not a file' });
});
