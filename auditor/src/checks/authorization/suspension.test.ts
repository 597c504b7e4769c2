import { describe, expect, test } from 'vitest';
import { SuspendedMember, type EndedAccessData } from '../../evidence/ended-access.ts';
import { ana, answer, ben, crashed, judgeOne, open, showing, shut, unclear } from '../samples.ts';
import { suspension } from './suspension.ts';

type Tried = EndedAccessData['credentials'][number];

const session: Tried = { name: 'the session', before: showing(), after: shut() };
const ended: EndedAccessData = {
  person: ben,
  by: ana,
  event: 'suspension',
  operation: 'GET /notes/{id}',
  hasCanary: true,
  garbage: shut(),
  change: answer(200),
  took: true,
  credentials: [session],
  restored: true,
};
const besides = (change: Partial<Tried>): Partial<EndedAccessData> => ({
  credentials: [session, { ...session, name: 'an API key', ...change }],
});
const believed = { after: open(showing()), again: open(showing()) };
const judge = (...data: EndedAccessData[]) => judgeOne(suspension, 'members', SuspendedMember, ...data);

describe('authorization/suspension', () => {
  test.each<[string, Partial<EndedAccessData>, string]>([
    ['let in by the second credential', besides(believed), 'fail'],
    ['let in once only', besides({ ...believed, again: shut() }), 'unproven'],
    ['refused', besides({}), 'pass'],
    ['refused at the log-in', besides({ after: undefined, loginRefused: true }), 'pass'],
    ['crashed', besides({ after: unclear(crashed()) }), 'unproven'],
    ['nothing shows that it took effect', { ...besides(believed), took: false }, 'unproven'],
    ['it did not work at all', { change: answer(404), ...besides(believed) }, 'unproven'],
    ['the route is open to anyone', { garbage: open(), ...besides(believed) }, 'unproven'],
    ['the credential never worked', besides({ ...believed, before: answer(403) }), 'unproven'],
    ['half asked: no key', besides({ after: undefined, because: 'no key was issued' }), 'unproven'],
    ['no credential was tried', { credentials: [] }, 'unproven'],
    ['the account stays dead', { restored: false }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...ended, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
