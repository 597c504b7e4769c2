import { expect, test } from 'vitest';
import { afterVerdict, clock, effort, grouped, lasted, plural, when } from './words.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
])('grouped %i', (count, text) => {
  expect(grouped(count)).toBe(text);
});

test.each([
  [5, '5 min'],
  [60, '1 h'],
  [90, '1 h 30 min'],
])('effort of %i minutes', (minutes, text) => {
  expect(effort(minutes)).toBe(text);
});

test.each([
  [0, '0:00'],
  [42_999, '0:42'],
  [3_729_000, '1:02:09'],
  [-5, '0:00'],
])('clock at %i ms', (ms, text) => {
  expect(clock(ms)).toBe(text);
});

test('plural', () => {
  expect([plural(1, 'check'), plural(2, 'check'), plural(0, 'reply', 'replies')]).toEqual([
    '1 check',
    '2 checks',
    '0 replies',
  ]);
});

test.each([
  ['2026-11-03T14:05:11.000Z', '2026-11-03 14:05 UTC'],
  ['yesterday', 'yesterday'],
])('when %s', (iso, text) => {
  expect(when(iso)).toBe(text);
});

test.each([
  ['not-ready', 'Not ready: 2 checks failed.', '2 checks failed.'],
  ['ready', 'Ready within cors: 1 check passed.', '1 check passed.'],
  ['ready', 'Something else: odd', 'Something else: odd'],
  ['not-proven', 'Not proven', 'Not proven'],
] as const)('after the verdict %s, %j', (verdict, headline, rest) => {
  expect(afterVerdict({ verdict, headline })).toBe(rest);
});

test('a run without a readable end has no length', () => {
  const run = {
    id: 'a',
    version: '1',
    startedAt: '2026-01-01T00:00:00Z',
    complete: true,
    requests: 1,
    product: 'p',
    target: 't',
    leftBehind: [],
    notes: [],
  };
  expect(lasted(run)).toBeUndefined();
  expect(lasted({ ...run, finishedAt: 'soon' })).toBeUndefined();
  expect(lasted({ ...run, finishedAt: '2026-01-01T00:01:05Z' })).toBe('1:05');
});
