import { describe, expect, test } from 'vitest';
import { UsageCount, type UsageCountData } from '../../evidence/usage-count.ts';
import { ana, answer, ben, crashed, judgeOne, silent } from '../samples.ts';
import { usage } from './usage.ts';

const judge = (...data: UsageCountData[]) => judgeOne(usage, 'counts', UsageCount, ...data);
const reads = [answer(200), answer(200), answer(200), answer(200)];

const apart: UsageCountData = {
  operation: 'GET /usage',
  field: '$.messages',
  victim: ana,
  attacker: ben,
  victimSteps: [1, 2],
  attackerSteps: [0, 0],
  quietStep: 0,
  victimRead: answer(200),
  attackerReads: reads,
};

describe('authorization/usage', () => {
  test.each<[string, Partial<UsageCountData>, string]>([
    ['let in: the number follows', { attackerSteps: [1, 2] }, 'fail'],
    ['its own number stays', {}, 'pass'],
    ['it grows by other amounts', { attackerSteps: [2, 2] }, 'unproven'],
    ['it grows while nobody does anything', { attackerSteps: [1, 2], quietStep: 1 }, 'unproven'],
    ['even steps prove nothing', { victimSteps: [2, 2], attackerSteps: [2, 2] }, 'unproven'],
    ['refused', { attackerReads: [answer(403)] }, 'unproven'],
    ['crashed', { attackerReads: [...reads.slice(1), crashed()] }, 'unproven'],
    ['timed out', { victimRead: silent() }, 'unproven'],
    ['half asked: the victim’s own does not move', { victimSteps: [0, 0] }, 'unproven'],
    ['half asked: one round', { attackerSteps: [0] }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...apart, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
