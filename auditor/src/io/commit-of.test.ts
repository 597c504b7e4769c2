import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitOf } from './commit-of.ts';

const HASH = '0123456789abcdef0123456789abcdef01234567';
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'launch-ready-commit-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function files(some: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(some)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

describe('the commit of a folder', () => {
  it.each([
    ['of a branch', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${HASH}\n` }],
    [
      'of a packed branch',
      { '.git/HEAD': 'ref: refs/heads/main\n', '.git/packed-refs': `# pack\n${HASH} refs/heads/main\n` },
    ],
    ['without a branch', { '.git/HEAD': `${HASH}\n` }],
    [
      'of a worktree',
      {
        '.git': 'gitdir: main/.git/worktrees/one\n',
        'main/.git/worktrees/one/HEAD': 'ref: refs/heads/one\n',
        'main/.git/worktrees/one/commondir': '../..\n',
        'main/.git/refs/heads/one': `${HASH}\n`,
      },
    ],
  ])('%s', (_, some) => {
    files({ ...some, 'deep/er/file.ts': '' });
    expect(commitOf(join(root, 'deep/er'))).toBe(HASH);
  });

  it.each([
    ['that has no commit yet', { '.git/HEAD': 'ref: refs/heads/main\n' }],
    ['whose HEAD is damaged', { '.git/HEAD': 'garbage' }],
  ])('is unknown in a repository %s', (_, some) => {
    files(some);
    expect(commitOf(root)).toBeUndefined();
  });
});
