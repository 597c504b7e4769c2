import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunDirectory, openRunDirectory, RunDirectoryError } from './run-directory.ts';

let runs = '';
beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), 'launch-ready-'));
});
afterEach(() => rmSync(runs, { recursive: true, force: true }));

function created() {
  const directory = createRunDirectory(join(runs, 'deep', 'er'), 'one');
  directory.write('run.json', '{}');
  return directory;
}

describe('a run directory', () => {
  it('is for its owner only', () => {
    const directory = created();
    directory.lines('tape.jsonl').close();
    const modes = ['.', 'run.json', 'tape.jsonl'].map(
      (name) => statSync(join(directory.path, name)).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });

  it('opens again under its name, and under no other', () => {
    const { path } = created();
    expect(openRunDirectory(join(runs, 'deep', 'er'), 'one').path).toBe(path);
    expect(() => openRunDirectory(join(runs, 'deep', 'er'), 'two')).toThrow(/no run two/);
    expect(() => openRunDirectory(runs, '../deep/er/one')).toThrow(RunDirectoryError);
  });

  it('reads the lines that were written, and none where there are none', () => {
    const directory = created();
    const lines = directory.lines('answers.jsonl');
    lines.append({ cell: 'a', text: 'two\nlines' });
    lines.append({ cell: 'b' });
    lines.close();
    expect(directory.readLines('answers.jsonl')).toEqual([{ cell: 'a', text: 'two\nlines' }, { cell: 'b' }]);
    expect(directory.readLines('nothing.jsonl')).toEqual([]);
  });

  it('loses only the line that a crash cut off, also when the run goes on', () => {
    const directory = created();
    const before = directory.lines('journal.jsonl');
    before.append({ made: 1 });
    before.close();
    appendFileSync(join(directory.path, 'journal.jsonl'), '{"made":2,"undo":{"wh');
    const after = directory.lines('journal.jsonl');
    after.append({ made: 3 });
    after.append({ made: 4 });
    after.close();
    expect(directory.readLines('journal.jsonl')).toEqual([{ made: 1 }, { made: 3 }, { made: 4 }]);
  });

  it('is gone when it is removed', () => {
    const directory = created();
    directory.remove();
    expect(() => statSync(directory.path)).toThrow(/ENOENT/);
  });
});

describe('a folder that cannot be written', () => {
  it('is refused in words, before anything began', () => {
    writeFileSync(join(runs, 'file'), '');
    const failure = failureOf(() => createRunDirectory(join(runs, 'file'), 'one'));
    expect(failure.message).toMatch(/a file stands where a folder is needed/);
    expect(failure.midway).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is refused where nothing can be made', () => {
    expect(failureOf(() => createRunDirectory('/proc/launch-ready', 'one')).message).toMatch(/Cannot write/);
  });

  it.runIf(process.platform === 'linux')('is told apart when a run was under way', () => {
    const directory = created();
    const lines = directory.lines('tape.jsonl');
    lines.append({ seen: 1 });
    rmSync(directory.path, { recursive: true });
    expect(failureOf(() => directory.write('run.json', '{}')).midway).toBe(true);
  });
});

function failureOf(act: () => unknown): RunDirectoryError {
  try {
    act();
  } catch (error) {
    if (error instanceof RunDirectoryError) return error;
  }
  throw new Error('it did not fail as expected');
}
