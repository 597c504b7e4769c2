import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compare, write, type Generator } from './generated.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'generated-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const guide: Generator = {
  pages: () => [{ path: 'docs/checks/cors/guide.md', text: 'Hello\n' }],
  folder: 'docs/checks',
};

test('what is missing or changed is stale, and writing makes it fresh', () => {
  expect(compare(root, [guide]).stale.map((page) => page.path)).toEqual(['docs/checks/cors/guide.md']);
  write(root, compare(root, [guide]));
  expect(readFileSync(join(root, 'docs/checks/cors/guide.md'), 'utf8')).toBe('Hello\n');
  expect(compare(root, [guide])).toEqual({ pages: 1, stale: [], leftOver: [] });
  writeFileSync(join(root, 'docs/checks/cors/guide.md'), 'Hello!\n');
  expect(compare(root, [guide]).stale).toHaveLength(1);
});

test('a page that nothing generates any more is left over, and goes', () => {
  write(root, compare(root, [guide]));
  writeFileSync(join(root, 'docs/checks/cors/old.md'), 'Old\n');
  expect(compare(root, [guide]).leftOver).toEqual(['docs/checks/cors/old.md']);
  write(root, compare(root, [guide]));
  expect(compare(root, [guide]).leftOver).toEqual([]);
});

test('no generators means that nothing was checked', () => {
  expect(compare(root, []).pages).toBe(0);
});
