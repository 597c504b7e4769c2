import { describe, expect, test } from 'vitest';
import { ObjectList, type ReadAttempt } from '../../evidence/object-read.ts';
import { answer, crashed, heldRead, judgeOne, showing, silent } from '../samples.ts';
import { ownLists } from './list.ts';

const judge = (...data: ReadAttempt[]) => judgeOne(ownLists, 'lists', ObjectList, ...data);

describe('authorization/list', () => {
  test.each<[string, Partial<ReadAttempt>, string]>([
    ['let in', { attack: showing(), again: showing() }, 'fail'],
    ['refused', { attack: answer(403) }, 'pass'],
    ['an empty list for the stranger', { attack: answer(200) }, 'pass'],
    [
      'a list too long to show the owner’s own',
      { ownerControl: answer(200), attack: answer(200), door: 'open' },
      'unproven',
    ],
    [
      'shown to everybody, and only a description calls it open',
      { attack: showing(), again: showing(), openToAll: true },
      'unproven',
    ],
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
