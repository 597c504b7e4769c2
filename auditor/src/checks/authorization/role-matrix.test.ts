import { describe, expect, test } from 'vitest';
import { RoleCall, type RoleCallData } from '../../evidence/role.ts';
import { ana, answer, ben, crashed, judgeOne, open, shut, unclear } from '../samples.ts';
import { roleMatrix } from './role-matrix.ts';

const refused: RoleCallData = {
  operation: 'GET /admin/users',
  allowed: ['admin'],
  insider: ana,
  caller: ben,
  permitted: false,
  control: answer(200),
  insiderIn: true,
  callerControl: answer(200),
  attempt: shut(403),
  privateValues: 0,
};
const judge = (...data: RoleCallData[]) => judgeOne(roleMatrix, 'calls', RoleCall, ...data);

describe('authorization/role-matrix', () => {
  test.each<[string, Partial<RoleCallData>, string]>([
    ['let in, with what only the admin sees', { attempt: open(), again: open(), privateValues: 3 }, 'fail'],
    ['a write that the admin reads back', { attempt: open(), effect: 'changed' }, 'fail'],
    ['let in once only', { attempt: open(), again: shut(), privateValues: 3 }, 'unproven'],
    ['let in by status alone', { attempt: open(), again: open() }, 'unproven'],
    ['refused', {}, 'pass'],
    ['a write that changed nothing', { attempt: open(answer(204)), effect: 'none' }, 'pass'],
    ['a write that nobody can read back', { attempt: shut(), effect: 'unclear' }, 'unproven'],
    ['crashed', { attempt: unclear(crashed()) }, 'unproven'],
    ['the admin is refused as well', { control: answer(403), insiderIn: false }, 'unproven'],
    ['half asked: no control of the caller', { callerControl: undefined }, 'unproven'],
    ['the caller’s credential is dead', { callerControl: answer(401) }, 'unproven'],
    ['permitted and let in', { permitted: true, attempt: open() }, 'pass'],
    ['permitted and refused', { permitted: true }, 'pass'],
    [
      'permitted, and done before the admin tried',
      { permitted: true, insiderIn: false, effect: 'changed' },
      'pass',
    ],
  ])('%s', (_, change, status) => {
    expect(judge({ ...refused, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  test('let in by status alone is told as likely', () => {
    const verdict = judge({ ...refused, attempt: open() });
    expect(verdict.findings).toMatchObject([{ certainty: 'probable', level: 'advice' }]);
  });

  test('permitted and refused is advice', () => {
    expect(judge({ ...refused, permitted: true }).findings).toMatchObject([{ level: 'advice' }]);
  });
});
