import { expect, it } from 'vitest';
import type { Recorded } from '../tape.ts';
import { likeness, NAIVE_RULES } from './naive-rules.ts';

function exchange(status: number, body: string): Recorded {
  const request = { method: 'GET', url: 'http://127.0.0.1/api/notes/1', headers: {} };
  const outcome = { kind: 'answer' as const, status, headers: {}, body };
  return { id: 'a#1', lane: 'a', as: 'bea', request, outcome, startedMs: 0, durationMs: 1 };
}

function saidOf(owner: string, status: number, attack: string) {
  const attempt = { owner: exchange(200, owner), attack: exchange(status, attack) };
  return Object.fromEntries(Object.entries(NAIVE_RULES).map(([name, rule]) => [name, rule(attempt)]));
}

it('is taken in by an empty list of one’s own', () => {
  expect(saidOf('{"notes":[]}', 200, '{"notes":[]}')).toEqual({
    statusOnly: true,
    similarBody: true,
    identicalBody: true,
  });
});

it('takes a refusal for a refusal', () => {
  expect(saidOf('{"note":"hello"}', 404, '{"error":"none"}')).toEqual({
    statusOnly: false,
    similarBody: false,
    identicalBody: false,
  });
});

it('misses a leak whose answer looks a little different', () => {
  const owner = '{"note":"one two three four","seen":1}';
  expect(saidOf(owner, 200, `{"note":"one two three four","seen":2,"via":"share","hint":"x"}`)).toMatchObject(
    {
      statusOnly: true,
      identicalBody: false,
    },
  );
});

it('compares texts word by word', () => {
  expect(likeness('a b c', 'a b c')).toBe(1);
  expect(likeness('a b c', 'd e f')).toBe(0);
  expect(likeness('', '')).toBe(1);
});
