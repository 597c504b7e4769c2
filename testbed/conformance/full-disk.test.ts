import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { notesTarget, NOTES_ENV } from '../strangers/tiny/notes-target.ts';
import { startNotes } from '../strangers/tiny/notes.ts';
import { expectDecent, workplace } from './workplace.ts';

const COMMAND = fileURLToPath(new URL('../../auditor/bin/launch-ready.js', import.meta.url));

/** Runs an audit in a shell in which no file may grow beyond so many kilobytes. */
async function withLimit(kilobytes: number) {
  const notes = await startNotes();
  using place = workplace(NOTES_ENV);
  const file = place.write(notesTarget(notes, 4));
  const words = ['audit', file, '--only', 'authorization/read-object', '--quiet', '--runs', place.runs];
  const script = `ulimit -f ${kilobytes} && exec "$@"`;
  const child = spawn(
    'bash',
    ['-c', script, 'bash', process.execPath, '--conditions=launch-ready-source', COMMAND, ...words],
    {
      env: { ...process.env, ...NOTES_ENV, NODE_DISABLE_COMPILE_CACHE: '1', XDG_CONFIG_HOME: place.folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  const exit = await new Promise<number | null>((resolve) => child.once('close', resolve));
  await notes.stop();
  const result = { ...output, exit, seconds: 0 };
  expectDecent(result);
  return { ...result, left: notes.slugs(), seen: notes.seen };
}

const canLimit = process.platform === 'linux' && worksIn('ulimit -f 1');

describe.runIf(canLimit)('a disk that is full', () => {
  it('before the run is a reason to stop, with exit code 64', async () => {
    const { exit, stderr, seen } = await withLimit(0);
    expect(exit).toBe(64);
    expect(stderr).toMatch(/Cannot write .*ulimit/);
    expect(seen).toEqual([]);
  });

  it('in the middle of it ends it in order: nothing is left on the target, exit code 2', async () => {
    const { exit, stderr, left, seen } = await withLimit(12);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/Cannot write .*tape\.jsonl.*ulimit/);
    expect(seen).toContain('POST /notes');
    expect(left).toEqual([]);
  });
});

function worksIn(script: string): boolean {
  try {
    execFileSync('bash', ['-c', script], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
