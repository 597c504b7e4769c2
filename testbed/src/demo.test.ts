import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'launch-ready-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('shows both products as they are, and leaves their reports', async () => {
  const demo = join(import.meta.dirname, 'demo.ts');
  // Rejects when the exit code is not 0.
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=launch-ready-source', demo], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
  });
  expect(stdout).toContain('Nothing failed');
  expect(stdout).toContain('6 breaks');
  expect(stdout).toContain('Both came out as they must.');
  for (const name of ['sound', 'flawed']) {
    expect(existsSync(join(folder, '.launch-ready', 'demo', `${name}.html`))).toBe(true);
  }
});
