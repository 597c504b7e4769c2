import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notesTarget, NOTES_ENV } from '../strangers/tiny/notes-target.ts';
import { startNotes } from '../strangers/tiny/notes.ts';
import { workplace } from './workplace.ts';

const COMMAND = fileURLToPath(new URL('../../auditor/bin/launch-ready.js', import.meta.url));
const place = workplace(NOTES_ENV);

beforeAll(async () => {
  const notes = await startNotes();
  await place.run([
    'audit',
    place.write(notesTarget(notes)),
    '--only',
    'authorization/read-object',
    '--quiet',
  ]);
  await notes.stop();
});
afterAll(() => place[Symbol.dispose]());

/** Shows the run in a shell, and answers with its exit code and what it said beside the result. */
function shown(redirection: string): string {
  const command = [
    process.execPath,
    '--conditions=launch-ready-source',
    COMMAND,
    'show',
    'latest',
    '--format',
    'json',
    '--runs',
    place.runs,
  ];
  const script = `set -o pipefail; { "$@" 2>&3 ${redirection}; } 3>&1 >/dev/null; echo "exit $?"`;
  return execFileSync('bash', ['-c', script, 'bash', ...command], { encoding: 'utf8' });
}

describe('a result that nobody can take', () => {
  it('since the reader went away is no failure, and no other verdict', () => {
    expect(shown('| true')).toBe('exit 0\n');
  });

  it.runIf(existsSync('/dev/full'))('since the disk is full is said, and is no verdict', () => {
    expect(shown('>/dev/full')).toMatch(/^Cannot print the result: .*ENOSPC.*\nexit 64\n$/);
  });
});
