import { describe, expect, test } from 'vitest';
import { UnverifiedAddress, type UnverifiedAddressData } from '../../evidence/account-entry.ts';
import { answer, crashed, judgeOne, open, shut, unclear } from '../samples.ts';
import { unverifiedAddress } from './unverified-address.ts';

const refused: UnverifiedAddressData = {
  operation: 'POST /signup',
  route: 'GET /me',
  signUp: answer(202),
  confirmed: answer(200),
  said: 'out',
};
const letIn = { entered: open(), again: open() };
const judge = (...data: UnverifiedAddressData[]) =>
  judgeOne(unverifiedAddress, 'accounts', UnverifiedAddress, ...data);

describe('authentication/unverified-address', () => {
  test.each<[string, Partial<UnverifiedAddressData>, string]>([
    ['let in', letIn, 'fail'],
    ['let in, as the file says', { ...letIn, said: 'in' }, 'pass'],
    ['let in once only', { entered: open(), again: shut() }, 'unproven'],
    ['refused', {}, 'pass'],
    ['refused inside', { entered: shut() }, 'pass'],
    ['crashed', { entered: unclear(crashed()) }, 'unproven'],
    ['no sign-up', { signUp: answer(400) }, 'unproven'],
    ['half asked: confirming does not help', { confirmed: answer(401) }, 'unproven'],
    ['half asked: no log-in afterwards', { confirmed: undefined, because: 'refused' }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...refused, ...change }).status).toBe(status);
  });

  test('let in, and the file says nothing about it: advice', () => {
    const { said: _, ...unsaid } = refused;
    const { status, findings } = judge({ ...unsaid, ...letIn });
    expect(status).toBe('pass');
    expect(findings.map((one) => one.level)).toEqual(['advice']);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
