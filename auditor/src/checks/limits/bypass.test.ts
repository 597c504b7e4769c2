import { describe, expect, test } from 'vitest';
import { LimitBypass, type LimitBypassData } from '../../evidence/limit-bypass.ts';
import { judgeOne } from '../samples.ts';
import { limitBypass } from './bypass.ts';

type Way = LimitBypassData['ways'][number];
const call = (status?: number) => ({
  exchange: `bypass#${status}`,
  line: `POST /login → ${status ?? 'timeout'}`,
  ...(status === undefined ? { because: 'no answer' } : { status }),
});
const limited: Way = { name: 'x-forwarded-for', kind: 'address', tried: call(429), outcome: 'limited' };
const through: Way = {
  ...limited,
  tried: call(401),
  outcome: 'processed',
  plain: call(429),
  plainLimited: true,
  again: call(401),
  againProcessed: true,
};
const judge = (ways: Way[], change: Partial<LimitBypassData> = {}) =>
  judgeOne(limitBypass, 'bypasses', LimitBypass, {
    operation: 'POST /login',
    limited: call(429),
    ways,
    ...change,
  });

describe('limits/bypass', () => {
  test.each<[string, Way[], string]>([
    ['let in', [limited, through], 'fail'],
    ['refused', [limited, { ...limited, tried: call(404), outcome: 'other' }], 'pass'],
    ['the window ended meanwhile', [{ ...through, plain: call(401), plainLimited: false }], 'unproven'],
    ['once only', [{ ...through, again: call(429), againProcessed: false }], 'unproven'],
    ['no answer', [{ ...limited, tried: call(), outcome: 'unanswered' }], 'unproven'],
    ['half asked: no way was tried', [], 'unproven'],
  ])('%s', (_name, ways, status) => {
    expect(judge(ways).status).toBe(status);
  });

  test('without a limit there is nothing to get around', () => {
    const { verdict } = {
      verdict: judgeOne(limitBypass, 'bypasses', LimitBypass, { operation: 'POST /login', ways: [] }),
    };
    expect(verdict.status).toBe('unproven');
  });

  test('never asked', () => {
    expect(judgeOne(limitBypass, 'bypasses', LimitBypass).status).toBe('unproven');
  });

  test('the finding names all ways', () => {
    const [finding] = judge([through, { ...through, name: 'x-real-ip' }]).findings;
    expect(finding?.what).toBe(
      'POST /login had stopped a series of wrong passwords, and a made-up address in x-forwarded-for got the next ones through (so do x-real-ip): guessing can go on without end.',
    );
  });
});
