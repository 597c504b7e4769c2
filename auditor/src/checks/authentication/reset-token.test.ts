import { describe, expect, test } from 'vitest';
import { ResetToken, type MailedTokenData } from '../../evidence/mailed-token.ts';
import { answer, ben, crashed, judgeOne, silent } from '../samples.ts';
import { resetToken } from './reset-token.ts';

const refused: MailedTokenData = {
  person: ben,
  operation: 'POST /password',
  variant: 'no token at all',
  genuine: answer(200),
  attempt: answer(400),
};
const judge = (...data: MailedTokenData[]) => judgeOne(resetToken, 'tokens', ResetToken, ...data);
const entered = { attempt: answer(204), entered: answer(200) };

describe('authentication/reset-token', () => {
  test.each<[string, Partial<MailedTokenData>, string]>([
    ['let in', { ...entered, again: entered }, 'fail'],
    ['let in once only', { ...entered, again: { attempt: answer(400) } }, 'unproven'],
    ['refused', {}, 'pass'],
    ['said yes and did nothing', { attempt: answer(200) }, 'pass'],
    ['crashed', { attempt: crashed() }, 'unproven'],
    ['no answer', { attempt: silent() }, 'unproven'],
    ['slowed down at the log-in', { attempt: answer(204), because: '429' }, 'unproven'],
    ['half asked: the genuine token does not work', { genuine: answer(401) }, 'unproven'],
    ['the session of the new password crashed', { ...entered, entered: crashed() }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...refused, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
