import { describe, expect, test } from 'vitest';
import { ObjectRead, type ReadAttempt } from '../../evidence/object-read.ts';
import { answer, ben, crashed, heldRead, judgeOne, showing, silent } from '../samples.ts';
import { readObject } from './read-object.ts';

const judge = (...data: ReadAttempt[]) => judgeOne(readObject, 'reads', ObjectRead, ...data);
const leaked = { attack: showing(), again: showing() };
const colleague = { attacker: ben, relation: 'same-tenant' } as const;

describe('authorization/read-object', () => {
  test.each<[string, Partial<ReadAttempt>, string]>([
    ['let in', leaked, 'fail'],
    ['let in, though the control before it had failed', { ...leaked, ownerControl: crashed() }, 'fail'],
    ['refused', {}, 'pass'],
    ['refused as not found', { attack: answer(404) }, 'pass'],
    ['refused in words, with status 200', { attack: answer(200) }, 'pass'],
    ['sent to a login', { attack: answer(302) }, 'pass'],
    ['the page for unknown paths', { attack: answer(200, { content: 'html' }) }, 'pass'],
    ['let in once only', { attack: showing(), again: answer(404) }, 'unproven'],
    ['let in and not repeated', { attack: showing() }, 'unproven'],
    ['crashed', { attack: crashed() }, 'unproven'],
    ['timed out', { attack: silent() }, 'unproven'],
    [
      'nothing planted shows, and both are served',
      { ownerControl: answer(200), attack: answer(200), door: 'open' },
      'unproven',
    ],
    ['nothing planted shows, and only this one is refused', { ownerControl: answer(200) }, 'pass'],
    [
      'nothing planted shows, and the attacker has no sibling',
      { ownerControl: answer(200), sibling: false, attack: answer(400) },
      'unproven',
    ],
    ['owner refused', { ownerControl: answer(401) }, 'unproven'],
    ['owner can no longer see it', { ownerAfter: answer(401) }, 'unproven'],
    ['half asked: the owner was not asked again', { ownerAfter: undefined }, 'unproven'],
    ['half asked: no control of the attacker', { attackerControl: undefined }, 'unproven'],
    ['attacker’s credential is dead', { attackerControl: answer(401) }, 'unproven'],
    ['private, read by a colleague', { ...leaked, ...colleague, expected: 'private' }, 'fail'],
    ['unsaid, read by a colleague', { ...leaked, ...colleague }, 'pass'],
  ])('%s', (_, change, status) => {
    expect(judge(heldRead(change)).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  test('one open question beside a defence stays open, with its reason', () => {
    const verdict = judge(heldRead(), heldRead({ attack: silent() }));
    expect(verdict).toMatchObject({ status: 'unproven', decided: 1 });
    expect(verdict.undecided[0]?.because).toContain('no answer within 15 s');
  });

  test('the finding says who read whose what, and shows it', () => {
    const [finding] = judge(heldRead(leaked)).findings;
    expect(finding?.what).toBe(
      "bea (globex) read ana's note (acme): GET /notes/{id} answered 200 with the word that only ana's object holds.",
    );
    expect(finding?.exhibits.map((one) => one.role)).toEqual([
      "ana's own call",
      "bea's call",
      'the same again',
    ]);
    expect(finding?.exhibits[1]?.marks).toHaveLength(1);
  });

  test('a colleague who can read is asked about, not failed', () => {
    const [finding] = judge(heldRead({ ...leaked, ...colleague })).findings;
    expect(finding).toMatchObject({ level: 'advice' });
    expect(finding?.what).toContain("ben (acme) read ana's note inside acme");
    expect(finding?.what).toContain('expect.private or expect.shared');
  });

  test('the same break by two people is one finding', () => {
    const verdict = judge(
      heldRead(leaked),
      heldRead({ ...leaked, attacker: { name: 'bob', tenant: 'globex' } }),
    );
    expect(verdict.findings).toHaveLength(1);
  });
});
