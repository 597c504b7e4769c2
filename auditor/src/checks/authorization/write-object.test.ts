import { describe, expect, test } from 'vitest';
import { ObjectWrite, type WriteAttempt } from '../../evidence/object-write.ts';
import { answer, ben, crashed, heldWrite, judgeOne, showing, silent } from '../samples.ts';
import { writeObject } from './write-object.ts';

const judge = (...data: WriteAttempt[]) => judgeOne(writeObject, 'writes', ObjectWrite, ...data);
const changed = { effect: 'changed', attack: answer(200), readBack: showing(), again: showing() } as const;

describe('authorization/write-object', () => {
  test.each<[string, Partial<WriteAttempt>, string]>([
    ['let in', changed, 'fail'],
    ['let in behind a refusal', { ...changed, attack: answer(403) }, 'fail'],
    ['wiped instead of changed', { ...changed, readBack: answer(200), again: answer(200) }, 'fail'],
    ['answered with the victim’s word', { attack: showing(), attackAgain: showing() }, 'fail'],
    ['answered with it once only', { attack: showing(), attackAgain: answer(200) }, 'unproven'],
    ['refused', {}, 'pass'],
    ['a 204 that touched only the caller', { attack: answer(204) }, 'pass'],
    ['seen once only', { ...changed, again: answer(200) }, 'unproven'],
    ['not read twice', { ...changed, again: undefined }, 'unproven'],
    ['crashed', { attack: crashed() }, 'unproven'],
    ['timed out', { attack: silent() }, 'unproven'],
    ['the owner’s read crashed afterwards', { readBack: crashed(), effect: 'unclear' }, 'unproven'],
    ['the owner never saw it', { before: answer(404) }, 'unproven'],
    ['the owner’s own write shows nothing', { ownerEffect: 'none' }, 'unproven'],
    ['half asked: the owner never wrote', { ownerEffect: 'unclear', ownerControl: undefined }, 'unproven'],
    ['half asked: no control of the attacker', { attackerControl: undefined }, 'unproven'],
    ['attacker’s credential is dead', { attackerControl: answer(401) }, 'unproven'],
    ['a colleague wrote, nothing said', { ...changed, attacker: ben, relation: 'same-tenant' }, 'pass'],
  ])('%s', (_, change, status) => {
    expect(judge(heldWrite(change)).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  test('the finding rests on what the owner reads', () => {
    const [finding] = judge(heldWrite(changed)).findings;
    expect(finding?.what).toBe(
      "bea (globex) changed ana's note (acme): after PATCH /notes/{id}, ana's own read shows the word that was written.",
    );
  });

  test('an account pulled into another tenant is read back by the one who pulled', () => {
    const [finding] = judge(heldWrite({ ...changed, pulled: true })).findings;
    expect(finding?.what).toContain('bea (globex) pulled somebody of acme into globex');
    expect(judge(heldWrite({ ...changed, pulled: true, again: answer(200) })).status).toBe('unproven');
  });
});
