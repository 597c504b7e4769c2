import { describe, expect, test } from 'vitest';
import { StoppedReply, type StopAttempt, type StoppedReplyData } from '../../evidence/stopped-reply.ts';
import { answer, crashed, judgeOne } from '../samples.ts';
import { stopReply } from './stop-reply.ts';

const reply = (letters: number, stop?: StopAttempt['stop']): StopAttempt => ({
  letters,
  reply: answer(200),
  ...(stop === undefined ? {} : { stop }),
});
const asked: StoppedReplyData = {
  operation: 'POST /api/streams/{streamId}/stop',
  victim: { name: 'ana', tenant: 'acme' },
  attacker: { name: 'bea', tenant: 'globex' },
  whole: reply(400),
  own: reply(60, answer(204)),
  attack: reply(400, answer(404)),
};
const judge = (...all: readonly StoppedReplyData[]) => judgeOne(stopReply, 'replies', StoppedReply, ...all);

describe('authorization/stop-reply', () => {
  test.each<[string, Partial<StoppedReplyData>, string]>([
    ['let in', { attack: reply(60, answer(204)), again: reply(70, answer(204)) }, 'fail'],
    ['let in once only', { attack: reply(60, answer(204)), again: reply(400, answer(204)) }, 'unproven'],
    ['refused', {}, 'pass'],
    ['called a success, and nothing happened', { attack: reply(398, answer(204)) }, 'pass'],
    ['crashed', { attack: reply(400, crashed()) }, 'unproven'],
    ['neither whole nor short', { attack: reply(320, answer(404)) }, 'unproven'],
    ['over before', { attack: reply(400) }, 'unproven'],
    ['half asked: own stops do nothing', { own: reply(400, answer(204)) }, 'unproven'],
    ['there never was a reply', { whole: { letters: 0, reply: crashed() } }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...asked, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
