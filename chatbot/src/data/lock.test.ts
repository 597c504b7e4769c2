import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockDirectory } from './lock.ts';

const directory = (): string => mkdtempSync(join(tmpdir(), 'chatbot-lock-'));

test('a folder is taken once, and free again afterwards', () => {
  const path = directory();
  const first = lockDirectory(path);
  expect(lockDirectory(path)).toEqual({ ok: false, pid: process.pid });
  if (first.ok) first.release();
  expect(lockDirectory(path).ok).toBe(true);
});

test('a lock whose process is gone does not count', () => {
  const path = directory();
  // Beyond the largest process id of Linux, so that nobody has it.
  writeFileSync(join(path, 'lock'), '4194305');
  expect(lockDirectory(path).ok).toBe(true);
});
