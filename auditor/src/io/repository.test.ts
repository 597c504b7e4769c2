import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readIgnores } from './repository-ignore.ts';
import { readRepository } from './repository.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'launch-ready-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function paths(limits?: Parameters<typeof readRepository>[1]): readonly string[] {
  const read = readRepository(root, limits);
  return read.ok ? read.files.map((file) => file.path) : [read.because];
}

describe('reading a repository', () => {
  test('takes source files and leaves out what nobody wrote here', () => {
    plant({
      'src/app.ts': '1',
      'package.json': '{}',
      'README.md': '',
      '.env': 'KEY=1',
      'node_modules/express/index.js': '1',
      'apps/web/.next/server/page.js': '1',
      'apps/web/app/page.tsx': '1',
      'src/types.d.ts': '1',
      'src/jquery.min.js': '1',
    });
    expect(paths()).toEqual(['package.json', 'src/app.ts', 'apps/web/app/page.tsx']);
  });

  test('honours .gitignore, also below', () => {
    plant({
      '.gitignore': '/generated\n*.gen.ts\n',
      'generated/a.ts': '1',
      'src/generated/b.ts': '1',
      'src/c.gen.ts': '1',
      'api/.gitignore': 'local.ts',
      'api/local.ts': '1',
      'local.ts': '1',
    });
    expect(paths()).toEqual(['local.ts', 'src/generated/b.ts']);
  });

  test('follows no link', () => {
    plant({ 'src/app.ts': '1' });
    symlinkSync('/etc', join(root, 'etc'));
    symlinkSync(join(root, 'src'), join(root, 'src/again'));
    symlinkSync('/etc/hostname', join(root, 'host.ts'));
    expect(paths()).toEqual(['src/app.ts']);
  });

  test('stops at its limits and says so', () => {
    plant({ 'a.ts': '1', 'b.ts': '2', 'c.ts': 'x'.repeat(90) });
    const limits = { files: 2, bytes: 1_000, bytesPerFile: 100, folders: 10 };
    expect(readRepository(root, limits)).toMatchObject({ cut: 'it has more than 2 source files' });
    expect(paths({ ...limits, files: 9, bytesPerFile: 50 })).toEqual(['a.ts', 'b.ts']);
    expect(readRepository(root, { ...limits, files: 9, bytes: 50 })).toMatchObject({
      ok: true,
      cut: expect.any(String),
    });
  });

  test('a missing folder is said', () => {
    expect(readRepository(join(root, 'none'))).toMatchObject({ ok: false });
  });
});

describe('.gitignore', () => {
  test.each([
    ['node_modules', 'a/node_modules', true, true],
    ['/build', 'build', true, true],
    ['/build', 'a/build', true, false],
    ['logs/', 'logs', true, true],
    ['logs/', 'logs', false, false],
    ['*.log', 'a/b.log', false, true],
    ['src/**/gen', 'src/a/b/gen', true, true],
    ['src/*.ts', 'src/a/b.ts', false, false],
    ['*.ts\n!keep.ts', 'keep.ts', false, false],
    ['# comment\n\n', 'comment', false, false],
    ['a.b', 'axb', false, false],
  ])('%j and %s', (text, path, isFolder, expected) => {
    expect(readIgnores(text)(path, isFolder)).toBe(expected);
  });
});
