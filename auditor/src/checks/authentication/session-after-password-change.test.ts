import { describe, expect, test } from 'vitest';
import { SessionAfterPasswordChange, type RevokedSession } from '../../evidence/revoked-session.ts';
import { answer, ben, crashed, judgeOne, open, shut, unclear } from '../samples.ts';
import { sessionAfterPasswordChange } from './session-after-password-change.ts';

const ended: RevokedSession = {
  person: ben,
  operation: 'GET /me',
  event: 'change of the password',
  before: answer(200),
  garbage: shut(),
  revoke: answer(204),
  after: shut(),
  fresh: answer(200),
};
const judge = (...data: RevokedSession[]) =>
  judgeOne(sessionAfterPasswordChange, 'sessions', SessionAfterPasswordChange, ...data);

describe('authentication/session-after-password-change', () => {
  test.each<[string, Partial<RevokedSession>, string]>([
    ['let in', { after: open(), again: open() }, 'fail'],
    ['let in once only', { after: open(), again: shut() }, 'unproven'],
    ['refused', {}, 'pass'],
    ['refresh refused', { refresh: { control: open(), after: shut() } }, 'pass'],
    ['refresh let in', { refresh: { control: open(), after: open(), again: open() } }, 'fail'],
    ['refresh let in once only', { refresh: { control: open(), after: open(), again: shut() } }, 'unproven'],
    ['refresh never worked', { refresh: { control: shut(), after: shut() } }, 'unproven'],
    ['refresh crashed', { refresh: { control: open(), after: unclear(crashed()) } }, 'unproven'],
    ['crashed', { after: unclear(crashed()) }, 'unproven'],
    ['the change itself failed', { revoke: answer(404), after: open(), again: open() }, 'unproven'],
    ['the session never worked', { before: answer(401) }, 'unproven'],
    ['the route is open to anyone', { garbage: open(), after: open(), again: open() }, 'unproven'],
    ['the account is dead altogether', { fresh: answer(401) }, 'unproven'],
    ['half asked: no fresh log-in', { fresh: undefined, freshBecause: 'login failed' }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...ended, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
