import { describe, expect, test } from 'vitest';
import {
  AnonymousCall,
  PublicAnswer,
  type AnonymousCallData,
  type PublicAnswerData,
} from '../../evidence/anonymous-call.ts';
import { AnonymousRead, type ReadAttempt } from '../../evidence/object-read.ts';
import { AnonymousWrite, type WriteAttempt } from '../../evidence/object-write.ts';
import {
  ana,
  answer,
  crashed,
  heldRead,
  heldWrite,
  judgeOne,
  nobody,
  open,
  showing,
  shut,
  unclear,
} from '../samples.ts';
import { noCredentials } from './no-credentials.ts';

const stranger = { attacker: nobody, relation: 'anonymous', attackerControl: undefined } as const;

describe('authentication/no-credentials', () => {
  test.each<[string, Partial<ReadAttempt>, string]>([
    ['let in', { attack: showing(), again: showing() }, 'fail'],
    ['refused', { attack: answer(401) }, 'pass'],
    ['refused in words', { attack: answer(200) }, 'pass'],
    ['crashed', { attack: crashed() }, 'unproven'],
    ['half asked', { ownerAfter: undefined }, 'unproven'],
  ])('a read: %s', (_, change, status) => {
    const data = heldRead({ ...stranger, attack: answer(401), ...change });
    expect(judgeOne(noCredentials, 'reads', AnonymousRead, data).status).toBe(status);
  });

  test.each<[string, Partial<WriteAttempt>, string]>([
    ['let in', { effect: 'changed', readBack: showing(), again: showing() }, 'fail'],
    ['refused', { attack: answer(401) }, 'pass'],
    ['crashed', { attack: crashed() }, 'unproven'],
    ['half asked', { ownerEffect: 'unclear' }, 'unproven'],
  ])('a write: %s', (_, change, status) => {
    const data = heldWrite({ ...stranger, ...change });
    expect(judgeOne(noCredentials, 'writes', AnonymousWrite, data).status).toBe(status);
  });

  const call: AnonymousCallData = {
    operation: 'GET /usage',
    person: ana,
    credential: 'none',
    control: answer(200),
    attempt: shut(),
  };

  test.each<[string, Partial<AnonymousCallData>, string]>([
    ['let in', { attempt: open() }, 'unproven'],
    ['refused', {}, 'pass'],
    ['sent to a login', { attempt: shut(302) }, 'pass'],
    ['crashed', { attempt: unclear() }, 'unproven'],
    ['half asked: the control failed', { control: answer(401) }, 'unproven'],
  ])('a call without a canary: %s', (_, change, status) => {
    expect(judgeOne(noCredentials, 'calls', AnonymousCall, { ...call, ...change }).status).toBe(status);
  });

  test('an open door without a proof is told as likely, with what to declare', () => {
    const verdict = judgeOne(noCredentials, 'calls', AnonymousCall, { ...call, attempt: open() });
    expect(verdict.findings).toMatchObject([{ certainty: 'probable', level: 'advice' }]);
    expect(verdict.undecided[0]?.add).toContain('public: [GET /usage]');
  });

  const shopWindow: PublicAnswerData = { operation: 'GET /status', answer: answer(200), leaks: [] };
  const leaking = { answer: showing(), again: showing(), leaks: [ana] };

  test.each<[string, Partial<PublicAnswerData>, string]>([
    ['shows private words', leaking, 'fail'],
    ['shows them once only', { ...leaking, again: answer(200) }, 'unproven'],
    ['shows nothing', {}, 'pass'],
    ['crashed', { answer: crashed() }, 'unproven'],
  ])('a public operation: %s', (_, change, status) => {
    expect(judgeOne(noCredentials, 'publics', PublicAnswer, { ...shopWindow, ...change }).status).toBe(
      status,
    );
  });

  test('never asked', () => {
    expect(judgeOne(noCredentials, 'calls', AnonymousCall).status).toBe('unproven');
  });
});
