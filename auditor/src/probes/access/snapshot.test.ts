import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../core/exchange.ts';
import { differences, isThere, snapshotOf, wentAlike } from './snapshot.ts';

function answered(body: unknown, status = 200): Exchange {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    id: 'a#1',
    lane: 'a',
    as: 'ana',
    request: { method: 'GET', url: 'http://shop.test/notes', headers: {} },
    outcome: {
      kind: 'answer',
      status,
      headers: {},
      body: text,
      bytes: text.length,
      truncated: false,
      canaries: [],
    },
    startedMs: 0,
    durationMs: 1,
  };
}

const look = { single: false, id: 'n-1', words: ['lrqz-word'] };
const snap = (fields: object) => {
  const snapshot = snapshotOf(answered(fields), { ...look, single: true });
  if (snapshot === undefined) throw new Error('no snapshot');
  return snapshot;
};
const alike = (field: string, here: readonly [object, object], there: readonly [object, object]) =>
  wentAlike(
    field,
    { before: snap(here[0]), after: snap(here[1]) },
    { before: snap(there[0]), after: snap(there[1]) },
  );

describe('what an answer says of one object', () => {
  test('the entry of a list, found by its word or its id', () => {
    const list = {
      notes: [
        { id: 'n-0', state: 'open' },
        { id: 'n-1', state: 'closed' },
      ],
    };
    expect(snapshotOf(answered(list), look)?.get('state')).toBe('"closed"');
    expect(isThere(snapshotOf(answered({ notes: [] }), look))).toBe(false);
  });

  test('a refusal or an error says nothing, and a 404 that it is not there', () => {
    expect(snapshotOf(answered('oops', 500), look)).toBeUndefined();
    expect(snapshotOf(answered({}, 403), look)).toBeUndefined();
    expect(isThere(snapshotOf(answered({ error: 'gone' }, 404), look))).toBe(false);
    expect(snapshotOf(answered('<html></html>'), look)).toBeUndefined();
  });

  test('which fields differ', () => {
    expect([...differences(snap({ a: 1, b: [1] }), snap({ a: 1, b: [1, 2] }))]).toEqual(['b.length', 'b[1]']);
  });

  test.each<[string, boolean, readonly [object, object], readonly [object, object]]>([
    ['the same value', true, [{ f: 'open' }, { f: 'closed' }], [{ f: 'open' }, { f: 'closed' }]],
    ['nothing happened', false, [{ f: 'open' }, { f: 'open' }], [{ f: 'open' }, { f: 'closed' }]],
    ['from nothing to a time', true, [{ f: null }, { f: '2026-02' }], [{ f: null }, { f: '2026-01' }]],
    ['a time of change', false, [{ f: '2026-02' }, { f: '2026-03' }], [{ f: '2026-01' }, { f: '2026-04' }]],
    ['one more', true, [{ f: 3 }, { f: 4 }], [{ f: 0 }, { f: 1 }]],
    [
      'a clock',
      false,
      [{ f: 1_700_000_000 }, { f: 1_700_009_000 }],
      [{ f: 1_600_000_000 }, { f: 1_600_009_000 }],
    ],
  ])('went the same way: %s', (_, expected, here, there) => {
    expect(alike('f', here, there)).toBe(expected);
  });
});
