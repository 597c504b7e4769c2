import { describe, expect, it } from 'vitest';
import { notesTarget, NOTES_ENV } from '../strangers/tiny/notes-target.ts';
import { startNotes, type Answers, type NotesOptions } from '../strangers/tiny/notes.ts';
import { scorecardOf } from '../src/scorecard.ts';
import { workplace } from './workplace.ts';

const ONLY = 'authorization/read-object';

async function verdictOn(options: NotesOptions & { readonly down?: boolean }) {
  const notes = await startNotes(options);
  using place = workplace(NOTES_ENV);
  if (options.down === true) await notes.stop();
  const file = place.write(notesTarget(notes, options.parts));
  const result = await place.run(['audit', file, '--only', ONLY, '--format', 'json', '--quiet']);
  if (options.down !== true) await notes.stop();
  const scorecard = scorecardOf(result);
  const check = scorecard.checks.find((one) => one.id === ONLY);
  return { result, scorecard, check, left: notes.slugs() };
}

describe('what shows nothing decides nothing', () => {
  it.each<Answers>(['empty', 'refuses', 'fails', 'login-page', 'silent'])(
    'everyone’s notes are %s',
    async (answers) => {
      const { result, check, scorecard } = await verdictOn({ answers });
      expect(check).toMatchObject({ status: 'unproven', findings: [] });
      expect(check?.because).toMatch(/\w{3}/);
      expect(scorecard.verdict).toBe('not-proven');
      expect(result.exit).toBe(2);
    },
  );

  it.each<Answers>(['fails', 'silent'])('a stranger’s question %s', async (answers) => {
    const { result, check } = await verdictOn({ answers, to: 'strangers' });
    expect(check).toMatchObject({ status: 'unproven', findings: [] });
    expect(result.exit).toBe(2);
  });

  it('nobody is there', async () => {
    const { result, check, scorecard } = await verdictOn({ down: true });
    expect(check).toMatchObject({ status: 'unproven', because: expect.stringContaining('ECONNREFUSED') });
    expect(scorecard.run.complete).toBe(false);
    expect(result.exit).toBe(2);
  });

  it('one question of sixty is answered', async () => {
    const { result, check, scorecard } = await verdictOn({ parts: 30 });
    expect(check?.status).toBe('unproven');
    expect(scorecard.verdict).toBe('not-proven');
    expect(result.exit).toBe(2);
  });
});

describe('what shows something decides', () => {
  it.each<NotesOptions>([{}, { answers: 'refuses', to: 'strangers' }, { answers: 'empty', to: 'strangers' }])(
    'safe, within what was asked: %j',
    async (options) => {
      const { result, check, scorecard, left } = await verdictOn(options);
      expect(check).toMatchObject({ status: 'pass', findings: [] });
      expect(scorecard.verdict).toBe('ready');
      expect(scorecard.headline).toMatch(/ready within/i);
      expect(result.exit).toBe(0);
      expect(left).toEqual([]);
    },
  );

  it('one proof is enough', async () => {
    const { result, check, scorecard, left } = await verdictOn({ answers: 'leaks' });
    expect(check?.status).toBe('fail');
    expect(check?.findings).toContainEqual(expect.objectContaining({ certainty: 'proven', level: 'fail' }));
    expect(scorecard.verdict).toBe('not-ready');
    expect(result.exit).toBe(1);
    expect(left).toEqual([]);
  });

  it('one proof is enough, also where most was not answered', async () => {
    const { result, check } = await verdictOn({ answers: 'leaks', parts: 8 });
    expect(check?.status).toBe('fail');
    expect(result.exit).toBe(1);
  });
});
