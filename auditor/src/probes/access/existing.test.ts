import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../core/exchange.ts';
import { effectOnExisting } from './existing.ts';
import { countIn, privateValues } from './private-values.ts';

function answering(body: unknown, status = 200): Exchange {
  const text = JSON.stringify(body);
  return {
    id: 'lane#1',
    lane: 'lane',
    as: 'ana',
    request: { method: 'GET', url: 'http://shop.test/members', headers: {} },
    startedMs: 0,
    durationMs: 1,
    outcome: {
      kind: 'answer',
      status,
      headers: {},
      body: text,
      bytes: text.length,
      truncated: false,
      canaries: [],
    },
  };
}

describe('what happened to something that was there before', () => {
  const before = { id: 'u1', role: 'member', seenAt: '10:00' };
  const look = (fields?: { readonly [name: string]: unknown }, status = 200) => ({
    exchange: answering({}, status),
    ...(fields === undefined ? {} : { fields }),
  });

  test.each([
    ['the value that was sent', look({ ...before, role: 'owner' }), 'changed'],
    ['another value than was sent', look({ ...before, role: 'guest' }), 'none'],
    ['what changes by itself', look({ ...before, seenAt: '10:05' }), 'none'],
    ['nothing', look(before), 'none'],
    ['it is gone', look(undefined), 'gone'],
    ['its owner was refused', look(undefined, 401), 'unclear'],
    ['the list failed', look(undefined, 500), 'unclear'],
  ])('%s', (_, now, effect) => {
    expect(effectOnExisting(before, now, { role: 'owner' })).toBe(effect);
  });

  test('writing what is there already changes nothing', () => {
    expect(effectOnExisting(before, look(before), { role: 'member' })).toBe('none');
  });
});

describe('values that only an insider sees', () => {
  const insider = answering({
    users: [{ email: 'ana@acme.test', plan: 'professional', id: 'user-00000017' }],
    total: 3,
  });

  test('are long, telling and unknown to the caller', () => {
    expect(privateValues(insider, [])).toEqual(['ana@acme.test', 'user-00000017']);
    expect(privateValues(insider, [answering({ me: 'user-00000017' })])).toEqual(['ana@acme.test']);
  });

  test('are counted in an answer', () => {
    expect(countIn(insider, ['ana@acme.test', 'nobody@acme.test'])).toBe(1);
    expect(countIn(answering({ error: 'no' }), ['ana@acme.test'])).toBe(0);
  });
});
