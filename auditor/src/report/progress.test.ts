import { describe, expect, test } from 'vitest';
import { noPaint } from './paint.ts';
import { renderProgress, timeLeftMs, type ProgressState } from './progress.ts';
import { columns } from './text/width.ts';

const midway: ProgressState = {
  phase: 'reads',
  phases: ['passive', 'reads', 'writes'],
  cellsDone: 120,
  cellsTotal: 290,
  requests: 1812,
  elapsedMs: 42_000,
  current: "can bea (globex) read ana's conversation?",
  failures: 2,
};

describe('live', () => {
  test('shows time, phase and question', () => {
    expect(renderProgress(midway, { width: 110, paint: noPaint, live: true }).split('\n')).toEqual([
      '████████░░░░░░░░░░░░  41 % 0:42, about 0:59 left · reads (2/3) · 120 of 290 questions · 1,812 requests · 2 un…',
      "can bea (globex) read ana's conversation?",
    ]);
  });

  test('says that it waits, once nothing has moved for a while', () => {
    const waiting = { ...midway, elapsedMs: 65_000, idleMs: 23_000 };
    expect(renderProgress(waiting, { width: 110, paint: noPaint, live: true })).toContain(
      '1:05, waiting for 0:23 · reads (2/3)',
    );
  });

  test.each([10, 40, 59, 60, 80, 200])('is two lines within %i columns', (width) => {
    const lines = renderProgress(
      { ...midway, current: '漢字\n\u001b[2J'.repeat(40) },
      { width, paint: noPaint, live: true },
    ).split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
  });
});

test('a log gets one plain line', () => {
  expect(renderProgress(midway, { width: 40, paint: noPaint, live: false })).toBe(
    '[0:42] reads (2/3), 120 of 290 questions, 1,812 requests, 2 unanswered',
  );
});

test.each([
  ['nothing is planned', { cellsDone: 0, cellsTotal: 0 }],
  ['it just began', { cellsDone: 1, cellsTotal: 290 }],
  ['too little time has passed', { elapsedMs: 500 }],
  ['all is done', { cellsDone: 290 }],
  ['it waits for the product', { idleMs: 6_000 }],
])('guesses no time when %s', (_, change) => {
  expect(timeLeftMs({ ...midway, ...change })).toBeUndefined();
});
