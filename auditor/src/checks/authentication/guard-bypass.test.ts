import { describe, expect, test } from 'vitest';
import { GuardBypass, type GuardBypassData } from '../../evidence/guard-bypass.ts';
import { ana, answer, crashed, judgeOne, showing, silent } from '../samples.ts';
import { guardBypass } from './guard-bypass.ts';

const refused: GuardBypassData = {
  operation: 'GET /notes/{id}',
  victim: ana,
  family: 'spelling',
  variant: 'a trailing slash',
  control: showing(),
  plain: answer(401),
  attempt: answer(401),
  statusOnly: false,
  ownerAfter: showing(),
};
const judge = (...data: GuardBypassData[]) => judgeOne(guardBypass, 'attempts', GuardBypass, ...data);

describe('authentication/guard-bypass', () => {
  test.each<[string, Partial<GuardBypassData>, string]>([
    ['let in', { attempt: showing(), again: showing() }, 'fail'],
    ['let in once only', { attempt: showing(), again: answer(401) }, 'unproven'],
    ['refused', {}, 'pass'],
    ['a spelling that leads nowhere', { attempt: answer(404), ownerVariant: answer(404) }, 'pass'],
    ['a spelling that breaks for its owner too', { attempt: crashed(), ownerVariant: crashed() }, 'pass'],
    ['crashed where the owner is served', { attempt: crashed(), ownerVariant: showing() }, 'unproven'],
    ['timed out, the owner not asked', { attempt: silent() }, 'unproven'],
    ['open without any trick', { plain: showing(), attempt: showing(), again: showing() }, 'unproven'],
    ['the owner cannot see it', { control: answer(404) }, 'unproven'],
    ['half asked: the owner was not asked again', { ownerAfter: undefined }, 'unproven'],
    ['HEAD is answered', { statusOnly: true, attempt: answer(200, { content: 'empty' }) }, 'pass'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...refused, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  test('a HEAD that is answered is told as likely', () => {
    const verdict = judge({ ...refused, statusOnly: true, variant: 'HEAD', attempt: answer(200) });
    expect(verdict.findings).toMatchObject([{ certainty: 'probable', level: 'advice' }]);
  });
});
