import { describe, expect, test } from 'vitest';
import {
  AccountAssignment,
  ObjectAssignment,
  type AccountAssignmentData,
  type ObjectAssignmentData,
} from '../../evidence/assignment.ts';
import { ana, answer, ben, crashed, gathered, showing } from '../samples.ts';
import { massAssignment } from './mass-assignment.ts';

const kept: ObjectAssignmentData = {
  operation: 'POST /notes',
  resource: 'note',
  victim: ana,
  attacker: { name: 'bea', tenant: 'globex' },
  variant: 'ownerId of ana',
  plain: answer(201),
  plainOwn: showing(),
  plainAbroad: answer(200),
  victimControl: showing(),
  attack: answer(400),
  door: 'shut',
  after: answer(200),
  effect: 'kept',
};
const given = { attack: answer(201), after: showing(), again: showing(), effect: 'given' } as const;

const unraised: AccountAssignmentData = {
  person: ben,
  operation: 'PATCH /me',
  variant: 'role, tier',
  witness: 'GET /me',
  plain: answer(200),
  plainWorks: true,
  before: answer(200),
  attack: answer(200),
  after: answer(200),
  readable: true,
  gained: [],
  restored: true,
};
const raised = { gained: ['role: owner, before member'], gainedAgain: ['role: owner, before member'] };

function judge(objects: readonly ObjectAssignmentData[], accounts: readonly AccountAssignmentData[]) {
  return massAssignment.judge({
    objects: gathered(ObjectAssignment, ...objects),
    accounts: gathered(AccountAssignment, ...accounts),
  }).status;
}

describe('authorization/mass-assignment', () => {
  test.each<[string, Partial<ObjectAssignmentData>, string]>([
    ['let in', given, 'fail'],
    ['let in behind a refusal', { ...given, attack: answer(403) }, 'fail'],
    ['let in the other way', { ...given, effect: 'taken' }, 'fail'],
    ['refused', {}, 'pass'],
    ['accepted and ignored', { attack: answer(201), door: 'open' }, 'pass'],
    ['crashed', { attack: crashed() }, 'unproven'],
    ['seen once only', { ...given, again: answer(404) }, 'unproven'],
    ['visible to the victim without any trick', { ...given, plainAbroad: showing() }, 'unproven'],
    ['half asked: the plain request fails too', { plain: answer(400) }, 'unproven'],
    ['half asked: nobody sees what was written', { plainOwn: answer(200) }, 'unproven'],
    ['half asked: the victim sees nothing of its own', { victimControl: answer(200) }, 'unproven'],
    ['half asked: the victim’s read fails', { after: crashed() }, 'unproven'],
    ['half asked: accepted and gone', { attack: answer(201), effect: 'lost' }, 'unproven'],
  ])('objects: %s', (_, change, status) => {
    expect(judge([{ ...kept, ...change }], [unraised])).toBe(status);
  });

  test.each<[string, Partial<AccountAssignmentData>, string]>([
    ['let in', raised, 'fail'],
    ['let in behind a refusal', { ...raised, attack: answer(400) }, 'fail'],
    ['refused', { attack: answer(400) }, 'pass'],
    ['echoed and not stored', {}, 'pass'],
    ['crashed', { attack: crashed() }, 'unproven'],
    ['seen once only', { ...raised, gainedAgain: [] }, 'unproven'],
    ['half asked: it cannot be read afterwards', { readable: false, after: crashed() }, 'unproven'],
    ['half asked: the route was never reached', { plainWorks: false, plain: answer(404) }, 'unproven'],
  ])('accounts: %s', (_, change, status) => {
    expect(judge([kept], [{ ...unraised, ...change }])).toBe(status);
  });

  test('never asked, or asked by half', () => {
    expect(judge([], [])).toBe('unproven');
    expect(judge([kept], [])).toBe('unproven');
    expect(judge([], [unraised])).toBe('unproven');
  });
});
