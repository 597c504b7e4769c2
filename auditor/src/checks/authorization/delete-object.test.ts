import { describe, expect, test } from 'vitest';
import { ObjectDelete, type WriteAttempt } from '../../evidence/object-write.ts';
import { answer, crashed, heldWrite, judgeOne, showing } from '../samples.ts';
import { deleteObject } from './delete-object.ts';

const kept: Partial<WriteAttempt> = {
  operation: 'DELETE /notes/{id}',
  ownerEffect: 'gone',
  ownerControl: answer(204),
  readBack: showing(),
};
const gone: Partial<WriteAttempt> = {
  ...kept,
  attack: answer(204),
  effect: 'gone',
  readBack: answer(404),
  again: answer(404),
  ownerEffect: 'unclear',
};
const judge = (...data: WriteAttempt[]) => judgeOne(deleteObject, 'deletions', ObjectDelete, ...data);

describe('authorization/delete-object', () => {
  test.each<[string, Partial<WriteAttempt>, string]>([
    ['let in', gone, 'fail'],
    ['refused', kept, 'pass'],
    ['a 204 that removed nothing', { ...kept, attack: answer(204) }, 'pass'],
    ['crashed', { ...kept, attack: crashed() }, 'unproven'],
    ['gone, and what nobody touched is gone too', { ...gone, bystander: answer(404) }, 'unproven'],
    ['gone, and what nobody touched is there', { ...gone, bystander: showing() }, 'fail'],
    ['gone once, there again', { ...gone, again: showing() }, 'unproven'],
    ['the owner’s read crashed afterwards', { ...gone, readBack: crashed(), effect: 'unclear' }, 'unproven'],
    ['the owner cannot remove it either', { ...kept, ownerEffect: 'none' }, 'unproven'],
    [
      'an account that cannot be brought back, refused',
      { ...kept, ownerEffect: 'unasked', attack: answer(403) },
      'pass',
    ],
    [
      'an account, not refused and still there',
      { ...kept, ownerEffect: 'unasked', attack: answer(200) },
      'unproven',
    ],
    ['half asked: nothing planted', { ...kept, before: answer(404) }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge(heldWrite(change)).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  test('the finding rests on what the owner no longer reads', () => {
    const [finding] = judge(heldWrite(gone)).findings;
    expect(finding?.what).toBe(
      "bea (globex) removed ana's note (acme): after DELETE /notes/{id}, ana's own read no longer shows it.",
    );
  });
});
