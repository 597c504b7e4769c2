import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPapers } from './papers.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-ready-papers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (...names: readonly string[]) =>
  readPapers({
    folder,
    names,
    now: Date.parse('2026-11-30T10:00:00Z'),
    redact: (text) => text.replaceAll('hunter2', '…'),
  });

function write(name: string, text: string, day: string): void {
  writeFileSync(join(folder, name), text);
  utimesSync(join(folder, name), new Date(day), new Date(day));
}

function git(day: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.test'];
  const env = { ...process.env, GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day };
  execFileSync('git', ['-C', folder, ...identity, ...args], { env, stdio: 'pipe' });
}

describe('papers', () => {
  it('tells what they look like, the day of their last change, and what is not there', async () => {
    write('plan.md', '- one\n- two\nTODO: hunter2\n', '2026-11-02T12:00:00Z');
    const { readOn, papers } = await read('plan.md', 'gone.md');
    expect(readOn).toBe('2026-11-30');
    expect(papers).toMatchObject([
      { kind: 'found', path: 'plan.md', changedOn: '2026-11-02', steps: 2, unfilled: ['TODO: …'] },
      { kind: 'missing', path: 'gone.md', because: 'it does not exist' },
    ]);
  });

  it('believes git rather than a file’s time, until the file is changed again', async () => {
    write('plan.md', '- one\n', '2026-11-25T12:00:00Z');
    git('2026-10-05T12:00:00Z', 'init', '-q');
    git('2026-10-05T12:00:00Z', 'add', '.');
    git('2026-10-05T12:00:00Z', 'commit', '-qm', 'Plan');
    expect((await read('plan.md')).papers).toMatchObject([{ changedOn: '2026-10-05' }]);
    write('plan.md', '- one\n- two\n', '2026-11-26T12:00:00Z');
    expect((await read('plan.md')).papers).toMatchObject([{ changedOn: '2026-11-26' }]);
  });
});
