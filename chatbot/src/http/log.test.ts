import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultLogs } from '../policies/logs.ts';
import { createLog } from './log.ts';

const facts = {
  requestId: 'r',
  userId: 'u',
  method: 'GET',
  route: '/api/health',
  status: 200,
  latencyMs: 1,
  failure: undefined,
  request: new Request('https://chatbot.test/api/health?secret=1'),
};

test('closing right after the start loses no line', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'chatbot-log-')), 'chatbot.log');
  const log = createLog({ kind: 'file', path }, defaultLogs);
  log.request(facts);
  await log.close();
  expect(readFileSync(path, 'utf8')).toContain('"route":"/api/health"');
});

test('a log without a line closes too', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'chatbot-log-')), 'chatbot.log');
  await createLog({ kind: 'file', path }, defaultLogs).close();
  expect(readFileSync(path, 'utf8')).toBe('');
});
