import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../cli/main.ts';
import { TargetSchema } from '../core/target.ts';
import { createRunDirectory, type RunDirectory } from '../io/run-directory.ts';
import { sealRun } from './seal.ts';
import { RUN_SCHEMA, writeInput, writeRun } from './stored.ts';

const ID = '20261123-120000-abcd';
const target = TargetSchema.parse({ schema: 1, app: 'http://127.0.0.1:9', consent: 'owner' });

let runs = '';
let directory: RunDirectory;
let told = '';

beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), 'launch-ready-opening-'));
  told = '';
  const listen = (text: string | Uint8Array) => {
    told += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(listen);
  vi.spyOn(process.stderr, 'write').mockImplementation(listen);
  directory = createRunDirectory(runs, ID);
  writeRun(directory, {
    schema: RUN_SCHEMA,
    id: ID,
    version: '0.0.9',
    seed: 's',
    startedAt: '2026-11-23T12:00:00Z',
    attempts: 1,
    complete: true,
    requests: 1,
    leftBehind: [],
    notes: [],
    targetFile: join(runs, 'launch-ready.yaml'),
  });
  writeInput(directory, { target, operations: [], texts: {}, profile: 'b2b-onboarding', only: [] });
  directory.write('plan.json', '{}');
  sealRun(directory);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(runs, { recursive: true, force: true });
});

function changed(name: string, change: (text: string) => string): void {
  const path = join(directory.path, name);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

const COMMANDS = [
  ['show', ID],
  ['verify', ID],
  ['replay', ID],
  ['diff', ID, ID],
  ['gate', ID],
  ['plan', ID],
  ['score', ID],
  ['handover', ID],
  ['fix', ID],
] as const;

test('a run that is whole can be opened', async () => {
  expect(await main(['show', ID, '--runs', runs])).toBe(2);
  expect(told).toContain('NOT PROVEN');
});

test.for<[name: string, make: () => void, says: RegExp]>([
  ['cut off', () => changed('run.json', (text) => text.slice(0, 40)), /run\.json is damaged: it is not JSON/],
  ['emptied', () => changed('input.json', () => ''), /input\.json/],
  [
    'altered',
    () => changed('input.json', (text) => text.replace('owner', 'other')),
    /was changed or damaged after the run had ended: input\.json/,
  ],
  ['without its seal', () => rmSync(join(directory.path, 'SHA256SUMS')), /has no SHA256SUMS/],
  [
    'of a later schema',
    () => changed('run.json', (text) => text.replace('"schema": 1', '"schema": 2')),
    /newer version of launch-ready 0\.0\.9 .*Update this one/,
  ],
  [
    'with a target of an older shape',
    () => {
      const { headers: _, ...older } = target;
      directory.write(
        'input.json',
        JSON.stringify({ target: older, operations: [], texts: {}, profile: 'b2b-onboarding', only: [] }),
      );
      sealRun(directory);
    },
    /input\.json is damaged, or was written by another version/,
  ],
  [
    'with operations of an older shape',
    () => {
      const operations = [{ id: 'GET /notes', method: 'GET', path: '/notes' }];
      directory.write(
        'input.json',
        JSON.stringify({ target, operations, texts: {}, profile: 'b2b-onboarding', only: [] }),
      );
      sealRun(directory);
    },
    /cannot be read by this version of launch-ready .*made on 2026-11-23 by version 0\.0\.9/,
  ],
])('a run %s is refused by every command, with what to do', async ([, make, says]) => {
  make();
  for (const command of COMMANDS) {
    told = '';
    expect(await main([...command, '--runs', runs])).toBe(64);
    expect(told).toMatch(says);
    expect(told).toContain(directory.path);
    expect(told).toMatch(/Run the audit again|Update this one/);
    expect(told).not.toContain('not your fault');
  }
});

test('one that cannot be read does not hide the others from the list', async () => {
  changed('run.json', () => '{');
  expect(await main(['show', '--runs', runs])).toBe(0);
  expect(told).toBe(`${ID}  cannot be read by this version of launch-ready\n`);
});
