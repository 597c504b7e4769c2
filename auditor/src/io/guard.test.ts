import { describe, expect, it } from 'vitest';
import { createGuard } from './guard.ts';

const never = () => new AbortController().signal;

describe('guard', () => {
  it('counts what it lets through, and refuses past the budget', () => {
    const guard = createGuard({ requests: 2, signal: never() });
    expect([guard.before('a'), guard.before('b')]).toEqual([undefined, undefined]);
    expect(guard.before('a')).toMatchObject({ reason: 'budget', message: /budget of 2 requests/ });
    expect(guard.requests).toBe(2);
  });

  it('refuses once the run is stopped', () => {
    const stop = new AbortController();
    const guard = createGuard({ requests: 2, signal: stop.signal });
    stop.abort();
    expect(guard.before('a')).toMatchObject({ reason: 'stopped' });
    expect(guard.requests).toBe(0);
  });

  it('stops a family whose requests go badly, and no other', () => {
    const guard = createGuard({ requests: 100, signal: never() });
    for (let index = 0; index < 14; index += 1) guard.after('reads', 'badly');
    expect(guard.before('reads')).toBeUndefined();
    guard.after('reads', 'badly');
    expect(guard.before('reads')).toMatchObject({
      reason: 'stopped',
      message: /reads was stopped: 15 of its last 20/,
    });
    expect(guard.before('writes')).toBeUndefined();
  });

  it('forgives failures that are long ago', () => {
    const guard = createGuard({ requests: 100, signal: never() });
    for (let index = 0; index < 60; index += 1) guard.after('reads', index % 3 === 0 ? 'well' : 'badly');
    expect(guard.before('reads')).toBeUndefined();
  });
});
