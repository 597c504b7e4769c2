import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunDirectory, type RunDirectory } from '../io/run-directory.ts';
import { checkSeal, sealRun } from './seal.ts';
import { readRun, RUN_SCHEMA, StoredRunError, writeRun, type StoredRun } from './stored.ts';

const run: StoredRun = {
  schema: RUN_SCHEMA,
  id: '20261123-120000-abcd',
  version: '0.1.0',
  seed: 's',
  startedAt: '2026-11-23T12:00:00Z',
  attempts: 1,
  complete: true,
  requests: 1,
  leftBehind: [],
  notes: [],
  targetFile: '/launch-ready.yaml',
};

let runs = '';
let directory: RunDirectory;

beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), 'launch-ready-seal-'));
  directory = createRunDirectory(runs, run.id);
  writeRun(directory, run);
  directory.write('input.json', '{}');
  directory.write('plan.json', '{"Ä":"ö"}');
  for (const name of ['answers.jsonl', 'tape.jsonl']) {
    const lines = directory.lines(name);
    lines.append({ body: 'ünïcode' });
    lines.close();
  }
  sealRun(directory);
});
afterEach(() => rmSync(runs, { recursive: true, force: true }));

describe('the record of a run that has ended', () => {
  it('opens as it is, always with the same hash', () => {
    expect(checkSeal(directory)).toMatch(/^[0-9a-f]{64}$/);
    expect(checkSeal(directory)).toBe(checkSeal(directory));
  });

  it.runIf(process.platform === 'linux')('can be checked without us', () => {
    const said = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: directory.path, encoding: 'utf8' });
    expect(said.trim().split('\n')).toHaveLength(5);
    const [hash] = execFileSync('sha256sum', ['SHA256SUMS'], { cwd: directory.path, encoding: 'utf8' }).split(
      ' ',
    );
    expect(checkSeal(directory)).toBe(hash);
  });

  it.each(['answers.jsonl', 'tape.jsonl', 'input.json'])('is refused with one byte more in %s', (name) => {
    appendFileSync(join(directory.path, name), '\n');
    expect(() => checkSeal(directory)).toThrow(StoredRunError);
    expect(() => checkSeal(directory)).toThrow(name);
  });

  it('is refused when a part is gone, or one came in', () => {
    rmSync(join(directory.path, 'tape.jsonl'));
    expect(() => checkSeal(directory)).toThrow(/tape\.jsonl/);
    writeFileSync(join(directory.path, 'journal.jsonl'), '{}\n');
    expect(() => checkSeal(directory)).toThrow(/journal\.jsonl, tape\.jsonl/);
  });

  it('is refused without its list of hashes', () => {
    rmSync(join(directory.path, 'SHA256SUMS'));
    expect(() => checkSeal(directory)).toThrow(/no SHA256SUMS/);
  });

  it('may change again when it goes on', () => {
    writeRun(directory, { ...run, complete: false });
    expect(checkSeal(directory)).toBeUndefined();
  });

  it('the report may be made again', () => {
    directory.write('report.html', 'anything');
    directory.write('scorecard.json', '{}');
    expect(checkSeal(directory)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a run of another version', () => {
  const messageOf = (schema: unknown) => {
    directory.write('run.json', JSON.stringify({ ...run, schema, version: '7.1.0' }));
    try {
      readRun(directory);
      return 'was read';
    } catch (error) {
      return error instanceof StoredRunError ? error.message : 'threw something else';
    }
  };

  it.each([
    ['newer', RUN_SCHEMA + 1, /newer version of launch-ready 7\.1\.0 .*npm install launch-ready@latest/],
    ['older', 0, /Run the audit again, or open it with .*npx launch-ready@7\.1\.0 show/],
    ['none that is known', 'x', /damaged/],
  ] as const)('%s says what to do', (_, schema, message) => {
    expect(messageOf(schema)).toMatch(message);
  });
});
