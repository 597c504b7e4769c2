import { expect, it } from 'vitest';
import { readServerTiming } from './server-timing.ts';

it.each([
  ['db;dur=12.5, total;dur=20', { database: 12.5 }],
  ['sql;desc="one";dur=3,sql;desc="two";dur=4', { database: 7 }],
  ['cache, llm;dur=800, upstream;dur="5"', { model: 800, 'other services': 5 }],
  ['db', {}],
  ['', {}],
  [undefined, {}],
])('%s', (header, expected) => {
  expect(readServerTiming(header)).toEqual(expected);
});
