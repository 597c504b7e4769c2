import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { AuditorProcess } from '../src/auditor-process.ts';
import { scorecardOf } from '../src/scorecard.ts';
import { notesTarget, NOTES_ENV } from '../strangers/tiny/notes-target.ts';
import { startNotes } from '../strangers/tiny/notes.ts';
import { workplace, type Workplace } from './workplace.ts';

const AUDIT = ['--only', 'authorization/read-object', '--format', 'json', '--quiet'];
const PARTS = 12;

/** Starts an audit that takes a while, and lets it make something. From then on the product is quick. */
async function underWay(place: Workplace) {
  let delayMs = 60;
  const notes = await startNotes({ delayMs: () => delayMs });
  const target = { ...notesTarget(notes, PARTS), limits: { timeout: '500ms', concurrency: 2 } };
  const auditor = place.start(['audit', place.write(target), ...AUDIT]);
  const over = auditor.result.then(({ stderr }) =>
    Promise.reject(new Error(`The audit ended early. ${stderr}`)),
  );
  while (madeBy(place) < 2) await Promise.race([sleep(25), over]);
  over.catch(() => undefined);
  const [run = ''] = place.runNames();
  delayMs = 0;
  return { notes, auditor, run };
}

/** What the run knows that it has created. */
function madeBy(place: Workplace): number {
  const [run] = place.runNames();
  const journal = join(place.runs, run ?? 'none', 'journal.jsonl');
  return existsSync(journal) ? readFileSync(journal, 'utf8').split('"made"').length - 1 : 0;
}

async function ended(auditor: AuditorProcess, signal: NodeJS.Signals) {
  if (auditor.pid !== undefined) process.kill(auditor.pid, signal);
  return auditor.result;
}

describe('a run that is interrupted', () => {
  it('keeps what it has, cleans up, can be shown, and goes on', async () => {
    using place = workplace(NOTES_ENV);
    const { notes, auditor, run } = await underWay(place);
    const stopped = await ended(auditor, 'SIGINT');
    expect(stopped.exit).toBe(2);
    expect(stopped.stderr).toMatch(/cleaning up/);
    expect(stopped.stderr).toContain(`audit --resume ${run}`);
    expect(scorecardOf(stopped).run).toMatchObject({ id: run, complete: false, leftBehind: [] });
    expect(notes.slugs()).toEqual([]);

    const shown = await place.run(['show', 'latest']);
    expect(shown.exit).toBe(2);
    expect(shown.stdout).toMatch(/cut short/);
    expect((await place.run(['show'])).stdout).toMatch(new RegExp(`${run} .*cut short`));

    const resumed = await place.run(['audit', '--resume', run, ...AUDIT]);
    expect(scorecardOf(resumed).run).toMatchObject({ id: run, complete: true, leftBehind: [] });
    expect(notes.slugs()).toEqual([]);
    expect((await place.run(['replay', 'latest'])).stdout).toMatch(/all the same/);
    await notes.stop();
  });

  it('does not go on with another question than it began with', async () => {
    using place = workplace(NOTES_ENV);
    const { notes, auditor, run } = await underWay(place);
    await ended(auditor, 'SIGINT');
    const file = join(place.folder, 'launch-ready.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('part-3', 'part-33'));
    const resumed = await place.run(['audit', '--resume', run, ...AUDIT]);
    expect(resumed.exit).toBe(64);
    expect(resumed.stderr).toMatch(/target file has changed since run/);
    await notes.stop();
  });
});

describe('a run that is killed', () => {
  it('can be shown, and cleans up when it goes on', async () => {
    using place = workplace(NOTES_ENV);
    const { notes, auditor, run } = await underWay(place);
    const killed = await ended(auditor, 'SIGKILL');
    expect(killed.exit).toBeNull();
    expect(notes.slugs().length).toBeGreaterThan(0);
    expect((await place.run(['show', 'latest'])).exit).toBe(2);

    const resumed = await place.run(['audit', '--resume', run, ...AUDIT]);
    expect(scorecardOf(resumed).run).toMatchObject({ id: run, complete: true, leftBehind: [] });
    expect(notes.slugs()).toEqual([]);
    await notes.stop();
  });

  it('in the middle of a line loses no other', async () => {
    using place = workplace(NOTES_ENV);
    const { notes, auditor, run } = await underWay(place);
    await ended(auditor, 'SIGKILL');
    for (const name of ['tape.jsonl', 'journal.jsonl', 'answers.jsonl']) {
      const path = join(place.runs, run, name);
      writeFileSync(path, `${readFileSync(path, 'utf8')}{"made":9`);
    }
    const resumed = await place.run(['audit', '--resume', run, ...AUDIT]);
    expect(scorecardOf(resumed).run).toMatchObject({ complete: true, leftBehind: [] });
    expect(notes.slugs()).toEqual([]);
    expect((await place.run(['replay', 'latest'])).stdout).toMatch(/all the same/);
    await notes.stop();
  });
});

describe('a folder that cannot be written', () => {
  it('is refused before anything is sent, with exit code 64', async () => {
    const notes = await startNotes();
    using place = workplace(NOTES_ENV);
    const file = place.write(notesTarget(notes));
    writeFileSync(join(place.folder, 'file'), '');
    for (const runs of [join(place.folder, 'file', 'runs'), '/proc/launch-ready', '/dev/null']) {
      const { exit, stderr } = await place.run(['audit', file, ...AUDIT, '--runs', runs]);
      expect(exit).toBe(64);
      expect(stderr).toMatch(/Cannot write .*--runs/);
    }
    expect(notes.seen).toEqual([]);
    await notes.stop();
  });

  it('for reports is said before anything is sent', async () => {
    const notes = await startNotes();
    using place = workplace(NOTES_ENV);
    writeFileSync(join(place.folder, 'file'), '');
    const file = place.write(notesTarget(notes));
    const { exit, stderr } = await place.run([
      'audit',
      file,
      ...AUDIT,
      '--out',
      join(place.folder, 'file', 'x'),
    ]);
    expect(exit).toBe(64);
    expect(stderr).toMatch(/Cannot write reports to .*file.x/);
    expect(notes.seen).toEqual([]);
    await notes.stop();
  });
});

describe('a run that is damaged', () => {
  it.each(['run.json', 'input.json', 'answers.jsonl', 'tape.jsonl'])(
    'in %s is told in words',
    async (name) => {
      const notes = await startNotes();
      using place = workplace(NOTES_ENV);
      await place.run(['audit', place.write(notesTarget(notes)), ...AUDIT]);
      await notes.stop();
      const [run = ''] = place.runNames();
      writeFileSync(join(place.runs, run, name), '{"schema":99,"t":"x"}\n');
      const { exit, stderr } = await place.run(['replay', 'latest']);
      expect(exit).toBe(64);
      expect(stderr).toMatch(/(?:another|newer) version|damaged/);
    },
  );

  it('or no run at all is not mistaken for one', async () => {
    using place = workplace(NOTES_ENV);
    mkdirSync(join(place.runs, '20260101-000000-abcd'), { recursive: true });
    const { exit, stderr } = await place.run(['show', 'latest']);
    expect(exit).toBe(64);
    expect(stderr).toMatch(/no run/);
    expect(existsSync(join(place.runs, '20260101-000000-abcd'))).toBe(true);
    expect(readdirSync(place.runs)).toHaveLength(1);
  });
});
