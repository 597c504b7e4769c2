import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { notesTarget, NOTES_ENV } from '../strangers/tiny/notes-target.ts';
import { startNotes, type Answers, type Notes } from '../strangers/tiny/notes.ts';
import { workplace } from './workplace.ts';

const CHECK = 'authorization/read-object';
const AUDIT = ['--only', CHECK, '--quiet'];
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const ScorecardSchema = z.object({
  verdict: z.string(),
  headline: z.string(),
  run: z.object({ id: z.string(), commit: z.string().optional() }),
  checks: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      because: z.string().optional(),
      findings: z.array(z.object({ fingerprint: z.string(), where: z.string() })),
    }),
  ),
});

const place = workplace(NOTES_ENV);
/** Nothing here is about being slow, and machines that test may be. */
const PATIENT = { limits: { timeout: '30s', patience: '30s' } };
let answers: Answers = 'leaks';
let notes: Notes;
let run = '';
let finding = '';

async function scorecardOf(name: string) {
  const { stdout } = await place.run(['show', name, '--format', 'json']);
  return ScorecardSchema.parse(JSON.parse(stdout));
}

beforeAll(async () => {
  notes = await startNotes({
    to: 'strangers',
    get answers() {
      return answers;
    },
  });
  mkdirSync(join(place.folder, '.git'));
  writeFileSync(join(place.folder, '.git', 'HEAD'), `${COMMIT}\n`);
  await place.run(['audit', place.write({ ...notesTarget(notes), ...PATIENT, repo: '.' }), ...AUDIT]);
  const { run: made, checks } = await scorecardOf('latest');
  run = made.id;
  finding = checks.find((one) => one.id === CHECK)?.findings[0]?.fingerprint ?? '';
});

afterAll(async () => {
  await notes.stop();
  place[Symbol.dispose]();
});

it('a run knows its finding and its commit', async () => {
  const scorecard = await scorecardOf(run);
  expect(scorecard).toMatchObject({ verdict: 'not-ready', run: { commit: COMMIT } });
  expect(finding).toMatch(/^[0-9a-f]{12}$/);
});

describe('a finding, asked again on the living product', () => {
  it('is reproduced while the product leaks', async () => {
    const { exit, stdout } = await place.run(['replay', run, finding.slice(0, 10), '-q']);
    expect(stdout).toContain('Reproduced.');
    expect(exit).toBe(1);
  });

  it('is held once the product is repaired', async () => {
    answers = 'safe';
    const { exit, stdout } = await place.run(['replay', run, finding, '-q']);
    expect(stdout).toContain('Held');
    expect(exit).toBe(0);
    answers = 'leaks';
  });

  it('is unproven while the product fails', async () => {
    answers = 'fails';
    const { exit, stdout } = await place.run(['replay', run, finding, '-q']);
    expect(stdout).toContain('Unproven');
    expect(exit).toBe(2);
    answers = 'leaks';
  });

  it('is asked for by its name only', async () => {
    const { exit, stderr } = await place.run(['replay', run, 'ffffffffff', '-q']);
    expect(stderr).toContain(finding);
    expect(exit).toBe(64);
  });
});

describe('who could reach what', () => {
  it('is a table for a spreadsheet that names the finding', async () => {
    const { stdout } = await place.run(['show', run, '--format', 'csv']);
    const [head, ...lines] = stdout.trim().split('\r\n');
    expect(head).toBe('operation,method,path,identity,relation,state,because,finding');
    const open = lines.filter((line) => line.includes(',proven,'));
    expect(open).toHaveLength(2);
    for (const line of open) expect(line).toMatch(new RegExp(`^GET /notes/\\{slug\\},GET,.*,${finding}$`));
  });
});

describe('what is handed to others', () => {
  it('says what was proven and names no route, nobody and no finding', async () => {
    const out = join(place.folder, 'for-others');
    await place.run(['show', run, '--format', 'buyer,trust,questionnaire', '--out', out]);
    const files = readdirSync(out).sort();
    expect(files).toEqual(['buyer.html', 'questionnaire.html', 'questionnaire.md', 'trust.html', 'trust.md']);
    for (const file of files) {
      const text = readFileSync(join(out, file), 'utf8');
      expect(text).toContain(run);
      expect(text).not.toMatch(/\/notes|bea|hill/);
      expect(text).not.toContain(finding);
      expect(statSync(join(out, file)).mode & 0o777).toBe(0o600);
    }
  });

  it('can be verified by the hash', async () => {
    const { stdout } = await place.run(['verify', run]);
    const hash = /Its hash is ([0-9a-f]{64})\./.exec(stdout)?.[1] ?? '';
    expect(stdout).toContain('Not ready');
    expect((await place.run(['verify', run, hash])).stdout).toContain('the one you gave');
    const other = await place.run(['verify', run, 'f'.repeat(64)]);
    expect([other.exit, other.stdout]).toEqual([64, '']);
  });

  it('is a clear refusal where nothing can print', async () => {
    const { exit, stderr } = await place.run(['show', run, '--format', 'pdf'], {
      CHROME_PATH: '/nowhere/chrome',
    });
    expect(exit).toBe(64);
    expect(stderr).toContain(
      'CHROME_PATH names /nowhere/chrome, which does not exist. Or take --format html',
    );
  });
});

describe('a waived failure', () => {
  const waiver = { owner: 'Mara Lind', reason: 'nobody uses it yet' };

  it('leaves the product unproven, and says who answers for it', async () => {
    const waivers = [{ ...waiver, finding, expires: '2999-12-31' }];
    const { exit, stdout } = await place.run([
      'audit',
      place.write({ ...notesTarget(notes), ...PATIENT, waivers }),
      ...AUDIT,
    ]);
    expect(exit).toBe(2);
    expect(stdout).toContain('1 proven failure waived');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'waived by Mara Lind until 2999-12-31: nobody uses it yet',
    );
    const { stdout: diff } = await place.run(['diff', run, 'latest']);
    expect(diff).toContain('0 new, 0 fixed, 1 unchanged, 0 stale; 1 of them waived');
  });

  it('counts again after its last day', async () => {
    const waivers = [{ ...waiver, check: CHECK, where: 'GET /notes/{slug}', expires: '2020-01-01' }];
    const { exit, stdout } = await place.run([
      'audit',
      place.write({ ...notesTarget(notes), ...PATIENT, waivers }),
      ...AUDIT,
    ]);
    expect(exit).toBe(1);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('the waiver of Mara Lind expired on 2020-01-01');
  });
});

describe('a run that is older than what it speaks of', () => {
  it('says so, and what of it is stale', async () => {
    place.write({ ...notesTarget(notes), ...PATIENT, repo: '.' });
    const still = await place.run(['diff', run]);
    expect([still.exit, still.stdout]).toEqual([0, expect.stringContaining('1 unchanged, 0 stale')]);
    writeFileSync(join(place.folder, '.git', 'HEAD'), `${'f'.repeat(40)}\n`);
    const moved = await place.run(['diff', run]);
    expect(moved.exit).toBe(2);
    expect(moved.stdout).toContain('the repository has moved from 0123456789 to ffffffffff');
    expect(moved.stdout).toContain('0 unchanged, 1 stale');
    expect((await place.run(['show', run])).stderr).toContain('older than what it speaks of');
    writeFileSync(join(place.folder, '.git', 'HEAD'), `${COMMIT}\n`);
  });
});

describe('a run of an older schema', () => {
  it('is refused by every command that would read it, and says what opens it', async () => {
    const old = '20200101-000000-abcd';
    const folder = join(place.runs, old);
    cpSync(join(place.runs, run), folder, { recursive: true });
    const stored = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ ...stored, schema: 0, version: '0.0.9' }));
    sealAgain(folder);
    for (const args of [
      ['show', old],
      ['verify', old],
      ['replay', old],
      ['replay', old, finding],
      ['diff', old, run],
      ['diff', run, old],
      ['diff', old],
    ]) {
      const { exit, stdout, stderr } = await place.run(args);
      expect([args.join(' '), exit, stdout]).toEqual([args.join(' '), 64, '']);
      expect(stderr).toContain('npx launch-ready@0.0.9 show');
    }
  });
});

/** As the older version would have sealed it. */
function sealAgain(folder: string): void {
  const sums = join(folder, 'SHA256SUMS');
  const names = readFileSync(sums, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.slice(66));
  const lines = names.map((name) => {
    const hash = createHash('sha256').update(readFileSync(join(folder, name)));
    return `${hash.digest('hex')}  ${name}\n`;
  });
  writeFileSync(sums, lines.join(''));
}

describe('a run that was changed after it had ended', () => {
  it('is refused by every command', async () => {
    appendFileSync(join(place.runs, run, 'answers.jsonl'), '{}\n');
    for (const args of [
      ['show', run],
      ['verify', run],
      ['replay', run],
      ['diff', run, run],
    ]) {
      const { exit, stdout, stderr } = await place.run(args);
      expect([args[0], exit, stdout]).toEqual([args[0], 64, '']);
      expect(stderr).toContain('answers.jsonl');
    }
  });
});
