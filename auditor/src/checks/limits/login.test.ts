import { describe, expect, test } from 'vitest';
import { LimitBurst, type Burst } from '../../evidence/limit-burst.ts';
import { judgeOne } from '../samples.ts';
import { loginLimit } from './login.ts';

const call = (status?: number) => ({
  exchange: `login#${status}`,
  line: `POST /login as anonymous → ${status ?? 'timeout'}`,
  ...(status === undefined ? { because: 'no answer within 15 s' } : { status }),
});
const NONE = { processed: 0, throttled: 0, failed: 0, other: 0, unanswered: 0 };

const unlimited: Burst = {
  operation: 'POST /login',
  as: 'anonymous',
  wanted: 50,
  durationMs: 3210,
  counts: { ...NONE, processed: 50 },
  control: call(401),
  first: call(401),
  last: call(401),
  bystander: { who: 'ana', outcome: 'served' },
};
const limited: Burst = {
  ...unlimited,
  counts: { ...NONE, processed: 10, throttled: 3 },
  throttle: { call: call(429), position: 11, sign: 'status', marks: [] },
};
const judge = (...data: Burst[]) => judgeOne(loginLimit, 'bursts', LimitBurst.login, ...data);

describe('limits/login', () => {
  test.each<[string, Burst, string]>([
    ['let in: all processed', unlimited, 'fail'],
    ['refused after ten', limited, 'pass'],
    ['crashed', { ...unlimited, counts: { ...NONE, processed: 12, failed: 38 } }, 'unproven'],
    ['no answers', { ...unlimited, counts: { ...NONE, processed: 1, unanswered: 49 } }, 'unproven'],
    ['half asked', { ...unlimited, counts: { ...NONE, processed: 30 } }, 'unproven'],
    ['too slow to be a burst', { ...unlimited, durationMs: 90_000 }, 'unproven'],
    ['no answer to the first', { ...unlimited, control: call() }, 'unproven'],
    [
      'the request was not understood',
      { ...unlimited, controlBecause: 'POST /login wants more' },
      'unproven',
    ],
  ])('%s', (_name, data, status) => {
    expect(judge(data).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  test('the finding counts', () => {
    const announced = { generation: 'x-ratelimit', limit: 5 } as const;
    const [finding] = judge({ ...unlimited, announced }).findings;
    expect(finding?.what).toBe(
      'POST /login processed 50 of 50 wrong passwords in 3.2 s and never slowed down, although its headers announce a limit of 5: a stranger can go on guessing passwords without end.',
    );
  });

  test('a legitimate user behind the same address who is locked out is advice', () => {
    const verdict = judge({ ...limited, bystander: { who: 'ana', outcome: 'throttled' } });
    expect(verdict.status).toBe('pass');
    expect(verdict.findings.map((one) => one.level)).toEqual(['advice']);
  });
});
