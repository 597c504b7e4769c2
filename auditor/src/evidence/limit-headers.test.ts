import { describe, expect, test } from 'vitest';
import { announcedLimit, retryAfterMs } from './limit-headers.ts';

describe('announcedLimit', () => {
  test.each([
    [
      { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '59', 'x-ratelimit-reset': '1793000000' },
      { generation: 'x-ratelimit', limit: 60, remaining: 59 },
    ],
    [
      { 'ratelimit-limit': '10, 10;w=60', 'ratelimit-remaining': '9' },
      { generation: 'ratelimit-fields', limit: 10, remaining: 9, windowSeconds: 60 },
    ],
    [
      { ratelimit: 'limit=100, remaining=50, reset=5', 'ratelimit-policy': '100;w=60' },
      { generation: 'ratelimit-combined', limit: 100, remaining: 50, windowSeconds: 60 },
    ],
    [
      { ratelimit: '"default";r=50;t=30', 'ratelimit-policy': '"burst";q=100;w=60' },
      { generation: 'ratelimit-policy', limit: 100, remaining: 50, windowSeconds: 60 },
    ],
    [{ 'content-type': 'text/html' }, undefined],
  ])('%j', (headers, expected) => {
    expect(announcedLimit(headers)).toEqual(expected);
  });
});

describe('retryAfterMs', () => {
  test.each([
    [{ 'retry-after': '30' }, 30_000],
    [{ 'retry-after': 'Wed, 04 Nov 2026 10:01:00 GMT', date: 'Wed, 04 Nov 2026 10:00:00 GMT' }, 60_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%j', (headers, expected) => {
    expect(retryAfterMs(headers)).toBe(expected);
  });
});
