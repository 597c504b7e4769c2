import { describe, expect, test } from 'vitest';
import { LimitBurst, type Burst } from '../../evidence/limit-burst.ts';
import { judgeOne } from '../samples.ts';
import { chatLimit } from './chat.ts';

const call = (status: number) => ({
  exchange: `chat#${status}`,
  line: `POST /api/chat as ben → ${status}`,
  status,
});
const NONE = { processed: 0, throttled: 0, failed: 0, other: 0, unanswered: 0 };
const unlimited: Burst = {
  operation: 'POST /api/chat',
  as: 'ben',
  wanted: 50,
  durationMs: 40_000,
  counts: { ...NONE, processed: 50 },
  control: call(200),
  first: call(200),
  last: call(200),
};
const judge = (...data: Burst[]) => judgeOne(chatLimit, 'bursts', LimitBurst.chat, ...data);

describe('limits/chat', () => {
  test.each<[string, Burst, string]>([
    ['let in: all answered', unlimited, 'fail'],
    [
      'refused',
      {
        ...unlimited,
        counts: { ...NONE, processed: 30, throttled: 10 },
        throttle: { call: call(429), position: 31, sign: 'status', marks: [] },
      },
      'pass',
    ],
    ['crashed', { ...unlimited, counts: { ...NONE, processed: 40, failed: 10 } }, 'unproven'],
    ['half asked', { ...unlimited, counts: { ...NONE, processed: 20 } }, 'unproven'],
    ['slower than the articles allow anyway', { ...unlimited, durationMs: 120_000 }, 'unproven'],
  ])('%s', (_name, data, status) => {
    expect(judge(data).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
