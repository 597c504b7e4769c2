import { describe, expect, test } from 'vitest';
import { AccountAnswers, type AccountAnswersData, type Told } from '../../evidence/account-answers.ts';
import { answer, crashed, judgeOne } from '../samples.ts';
import { userEnumeration } from './user-enumeration.ts';

const says = (text: string, seen = answer(401)): Told => ({ seen, told: text });
const silentAbout: AccountAnswersData = {
  operation: 'POST /login',
  door: 'log-in',
  existing: says('wrong'),
  existingAgain: says('wrong'),
  madeUp: [says('wrong'), says('wrong')],
  confirmsByMail: true,
};
const judge = (...data: AccountAnswersData[]) =>
  judgeOne(userEnumeration, 'answers', AccountAnswers, ...data);
const telling = { existing: says('wrong password'), existingAgain: says('wrong password') };

describe('authentication/user-enumeration', () => {
  test.each<[string, Partial<AccountAnswersData>, string]>([
    ['it tells', telling, 'fail'],
    ['it tells at a sign-up with a mail', { ...telling, door: 'sign-up' }, 'fail'],
    [
      'it must tell at a sign-up without mail',
      { ...telling, door: 'sign-up', confirmsByMail: false },
      'pass',
    ],
    ['it tells nothing', {}, 'pass'],
    ['it told once only', { existing: says('wrong password') }, 'unproven'],
    ['it says something else each time', { madeUp: [says('a'), says('b')] }, 'unproven'],
    ['it crashed', { existing: says('', crashed()) }, 'unproven'],
    ['it slowed us down', { madeUp: [says('wrong'), says('', crashed())] }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...silentAbout, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
