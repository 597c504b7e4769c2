import { describe, expect, test } from 'vitest';
import { IdSequence, type IdSequenceData } from '../../evidence/guessable.ts';
import { ana, answer, judgeOne } from '../samples.ts';
import { sequentialIds } from './sequential-ids.ts';

const judge = (...data: IdSequenceData[]) => judgeOne(sequentialIds, 'sequences', IdSequence, ...data);

const counted = { seen: answer(201), guessed: true };
const missed = { seen: answer(201), guessed: false };

const drawn: IdSequenceData = {
  operation: 'POST /notes',
  resource: 'note',
  owner: ana,
  drawn: true,
  before: [answer(201), answer(201)],
  next: [],
};

describe('authorization/sequential-ids', () => {
  test.each<[string, Partial<IdSequenceData>, string, number]>([
    ['drawn at random', {}, 'pass', 0],
    ['counted up', { drawn: false, next: [counted, counted] }, 'pass', 1],
    ['guessed once by chance', { drawn: false, next: [counted, missed] }, 'pass', 0],
    ['short, and not guessed', { drawn: false, next: [missed, missed] }, 'pass', 0],
    ['half asked', { drawn: false, next: [] }, 'unproven', 0],
  ])('%s', (_, change, status, told) => {
    const verdict = judge({ ...drawn, ...change });
    expect(verdict.status).toBe(status);
    expect(verdict.findings.filter((one) => one.level === 'advice')).toHaveLength(told);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
