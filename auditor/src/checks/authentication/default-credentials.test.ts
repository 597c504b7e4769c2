import { describe, expect, test } from 'vitest';
import { DefaultAccount, type DefaultAccountData } from '../../evidence/account-entry.ts';
import { answer, crashed, judgeOne, open, shut, unclear } from '../samples.ts';
import { defaultCredentials } from './default-credentials.ts';

const refused: DefaultAccountData = {
  user: 'admin@example.com',
  operation: 'GET /me',
  control: answer(200),
  because: 'POST /login answered 401',
};
const judge = (...data: DefaultAccountData[]) =>
  judgeOne(defaultCredentials, 'accounts', DefaultAccount, ...data);

describe('authentication/default-credentials', () => {
  test.each<[string, Partial<DefaultAccountData>, string]>([
    ['let in', { entered: open(), again: open() }, 'fail'],
    ['let in once only', { entered: open(), again: shut() }, 'unproven'],
    ['refused', {}, 'pass'],
    ['refused inside', { entered: shut() }, 'pass'],
    ['crashed', { entered: unclear(crashed()) }, 'unproven'],
    ['half asked: nobody gets in', { control: answer(401) }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...refused, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
