import { describe, expect, it } from 'vitest';
import { CoreLatency, type CoreTimes } from '../../evidence/latency.ts';
import { judgeOne } from '../samples.ts';
import { coreRoutes } from './core-routes.ts';

const times = (samplesMs: readonly number[], change: Partial<CoreTimes> = {}): CoreTimes => ({
  as: 'ana',
  boundMs: 500,
  roundTripMs: 2,
  lagMs: 1,
  untimed: [],
  routes: [route('GET /api/me', samplesMs), route('GET /api/notes', samplesMs)],
  ...change,
});

const route = (operation: string, samplesMs: readonly number[]) => ({
  operation,
  samplesMs: [...samplesMs],
  slowest: { exchange: `${operation}#1`, line: `${operation} as ana → 200`, status: 200 },
  bytes: 3_000,
  causes: { database: 640 },
});

const steady = (ms: number, count = 60) => Array.from({ length: count }, () => ms);
const judge = (data: CoreTimes) => judgeOne(coreRoutes, 'times', CoreLatency, data);

describe('common requests', () => {
  it.each<[string, CoreTimes, string]>([
    ['quick', times(steady(40)), 'pass'],
    ['slow', times(steady(700)), 'fail'],
    ['quick but for one in a hundred', times([...steady(40, 119), 900]), 'pass'],
    ['slow one time in ten', times([...steady(40, 54), ...steady(900, 6)]), 'fail'],
    ['near the bound', times([...steady(40, 56), ...steady(520, 4)]), 'unproven'],
    ['too few', times(steady(40, 20)), 'unproven'],
    ['never asked', times([]), 'unproven'],
    ['far away, and no slower than the way', times(steady(700), { roundTripMs: 650 }), 'unproven'],
    ['on a machine that is busy itself', times(steady(700), { lagMs: 80 }), 'unproven'],
    ['quick on a busy machine', times(steady(40), { lagMs: 80 }), 'pass'],
  ])('%s', (_, data, status) => {
    expect(judge(data).status).toBe(status);
  });

  it('names the slowest route and where its time goes', () => {
    const data = times([], {
      routes: [route('GET /api/me', steady(20)), route('GET /api/notes', steady(700))],
    });
    const [finding] = judge(data).findings;
    expect(finding?.where).toBe('GET /api/notes');
    expect(finding?.what).toContain('GET /api/notes typically 700 ms, of which database 640 ms (3 kB)');
  });
});
