import { expect, it } from 'vitest';
import { ChatLatency, type ChatTimes } from '../../evidence/latency.ts';
import { judgeOne } from '../samples.ts';
import { chatLatency } from './chat.ts';

const turn = (wholeMs: number, firstMs?: number) => ({
  call: { exchange: 'a#1', line: 'POST /api/chat as ana → 200', status: 200 },
  wholeMs,
  causes: {},
  ...(firstMs === undefined ? {} : { firstMs }),
});
const crashed = { ...turn(10), because: 'POST /api/chat as ana → 500' };

const judge = (...turns: ChatTimes['turns']) =>
  judgeOne(chatLatency, 'times', ChatLatency, {
    operation: 'POST /api/chat',
    firstBoundMs: 3_000,
    wholeBoundMs: 8_000,
    turns,
  });

it.each<[string, ChatTimes['turns'], string, number]>([
  ['quick', [turn(900, 300), turn(900, 300), turn(900, 300)], 'pass', 0],
  ['slow', [turn(9_000), turn(9_000), turn(9_000)], 'fail', 1],
  ['slow to begin', [turn(7_000, 4_000), turn(7_000, 4_000), turn(7_000, 4_000)], 'fail', 1],
  ['in one piece, late', [turn(5_000), turn(5_000), turn(5_000)], 'pass', 1],
  ['slow once', [turn(900), turn(900), turn(900), turn(900), turn(9_000)], 'pass', 1],
  ['slow twice', [turn(900), turn(900), turn(900), turn(9_000), turn(9_000)], 'unproven', 0],
  ['crashed', [crashed, crashed, crashed], 'unproven', 0],
  ['half asked', [turn(900), crashed, turn(900)], 'unproven', 0],
  ['never asked', [], 'unproven', 0],
])('%s', (_, turns, status, findings) => {
  const verdict = judge(...turns);
  expect(verdict.status).toBe(status);
  expect(verdict.findings).toHaveLength(findings);
});
