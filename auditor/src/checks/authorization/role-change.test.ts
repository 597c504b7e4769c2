import { describe, expect, test } from 'vitest';
import { RoleChange, type RoleChangeData } from '../../evidence/role.ts';
import { answer, ben, crashed, judgeOne } from '../samples.ts';
import { roleChange } from './role-change.ts';

const kept: RoleChangeData = {
  person: ben,
  operation: 'PATCH /me',
  variant: 'role: admin in the body',
  wanted: 'admin',
  witness: 'GET /me',
  control: answer(200),
  controlWorks: true,
  before: answer(200),
  roleBefore: 'member',
  attack: answer(403),
  after: answer(200),
  roleAfter: 'member',
  restored: true,
};
const raised = { attack: answer(200), roleAfter: 'admin', again: answer(200), roleAgain: 'admin' };
const judge = (...data: RoleChangeData[]) => judgeOne(roleChange, 'changes', RoleChange, ...data);

describe('authorization/role-change', () => {
  test.each<[string, Partial<RoleChangeData>, string]>([
    ['let in', raised, 'fail'],
    ['let in behind a refusal', { ...raised, attack: answer(403) }, 'fail'],
    ['refused', {}, 'pass'],
    ['accepted and ignored', { attack: answer(200) }, 'pass'],
    ['crashed', { attack: crashed() }, 'unproven'],
    ['seen once only', { ...raised, roleAgain: 'member' }, 'unproven'],
    ['half asked: the role cannot be read', { roleBefore: undefined, before: answer(401) }, 'unproven'],
    ['half asked: it cannot be read afterwards', { roleAfter: undefined, after: crashed() }, 'unproven'],
    ['half asked: the route was never reached', { controlWorks: false, attack: answer(404) }, 'unproven'],
    ['it had the role already', { roleBefore: 'admin', roleAfter: 'admin' }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...kept, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
