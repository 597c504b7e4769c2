import { describe, expect, test } from 'vitest';
import { TierCall, type RoleCallData } from '../../evidence/role.ts';
import { ana, answer, ben, crashed, judgeOne, open, shut, unclear } from '../samples.ts';
import { tierMatrix } from './tier-matrix.ts';

const refused: RoleCallData = {
  operation: 'GET /premium',
  allowed: ['paid'],
  insider: ana,
  caller: ben,
  permitted: false,
  control: answer(200),
  insiderIn: true,
  callerControl: answer(200),
  attempt: shut(403),
  privateValues: 0,
};
const judge = (...data: RoleCallData[]) => judgeOne(tierMatrix, 'calls', TierCall, ...data);

describe('authorization/tier-matrix', () => {
  test.each<[string, Partial<RoleCallData>, string]>([
    ['let in, with what only payers see', { attempt: open(), again: open(), privateValues: 2 }, 'fail'],
    ['made what only payers may make', { attempt: open(), effect: 'changed' }, 'fail'],
    ['let in by status alone', { attempt: open(), again: open() }, 'unproven'],
    ['refused', {}, 'pass'],
    ['crashed', { attempt: unclear(crashed()) }, 'unproven'],
    ['who pays is refused as well', { control: answer(403), insiderIn: false }, 'unproven'],
    ['half asked: no control of the caller', { callerControl: undefined }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...refused, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
