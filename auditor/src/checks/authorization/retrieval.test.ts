import { describe, expect, test } from 'vitest';
import { Retrieval, type ReadAttempt } from '../../evidence/object-read.ts';
import { answer, crashed, heldRead, judgeOne, showing, silent } from '../samples.ts';
import { retrieval } from './retrieval.ts';

const judge = (...data: ReadAttempt[]) => judgeOne(retrieval, 'answers', Retrieval, ...data);

describe('authorization/retrieval', () => {
  test.each<[string, Partial<ReadAttempt>, string]>([
    ['let in', { attack: showing(), again: showing() }, 'fail'],
    ['refused', { attack: answer(403) }, 'pass'],
    ['a bot that knows nothing', { attack: answer(200) }, 'pass'],
    [
      'the owner cannot retrieve it',
      { ownerControl: answer(200), attack: answer(200), door: 'open' },
      'unproven',
    ],
    ['a refusal that quotes the word', { attack: showing(), again: showing() }, 'fail'],
    ['crashed', { attack: crashed() }, 'unproven'],
    ['timed out', { attack: silent() }, 'unproven'],
    ['half asked', { ownerAfter: undefined }, 'unproven'],
    ['attacker’s credential is dead', { attackerControl: answer(401) }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge(heldRead(change)).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
