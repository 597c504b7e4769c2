import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addFiles } from './new-files.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'launch-ready-new-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const guard = { path: 'security/guard.mjs', text: 'export {};\n' };

describe('addFiles', () => {
  it('writes new files and leaves equal ones', () => {
    writeFileSync(join(root, 'same.txt'), 'as it is');
    const added = addFiles(root, [guard, { path: 'same.txt', text: 'as it is' }]);
    expect(added).toEqual({ ok: true, written: [guard.path], same: ['same.txt'] });
    expect(readFileSync(join(root, guard.path), 'utf8')).toBe(guard.text);
  });

  it('writes nothing at all where one file would be overwritten', () => {
    writeFileSync(join(root, 'nginx.conf'), 'mine');
    const added = addFiles(root, [guard, { path: 'nginx.conf', text: 'ours' }]);
    expect(added).toEqual({ ok: false, conflicts: ['nginx.conf: another file stands there'] });
    expect(existsSync(join(root, guard.path))).toBe(false);
    expect(readFileSync(join(root, 'nginx.conf'), 'utf8')).toBe('mine');
  });

  it('takes back what it wrote when a later file cannot be written', () => {
    const added = addFiles(root, [guard, { path: 'security/guard.mjs/below.txt', text: '' }]);
    expect(added.ok).toBe(false);
    expect(existsSync(join(root, guard.path))).toBe(false);
  });

  it.each(['../out.txt', '/tmp/out.txt', 'away/out.txt'])('does not leave the folder by %s', (path) => {
    symlinkSync(tmpdir(), join(root, 'away'));
    expect(addFiles(root, [{ path, text: '' }]).ok).toBe(false);
  });

  it('does not write through a link that points nowhere', () => {
    symlinkSync(join(root, 'nowhere'), join(root, 'file.txt'));
    expect(addFiles(root, [{ path: 'file.txt', text: '' }]).ok).toBe(false);
    expect(existsSync(join(root, 'nowhere'))).toBe(false);
  });
});
