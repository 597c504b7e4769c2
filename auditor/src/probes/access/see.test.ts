import { describe, expect, test } from 'vitest';
import type { Answer, Exchange, NoAnswer } from '../../core/exchange.ts';
import { doorOf } from './door.ts';
import { see } from './see.ts';
import { alike, deniesInWords } from './shape.ts';

const WORD = 'lrqzabcdefghijkmnpqr';

function exchange(outcome: Partial<Answer> | NoAnswer): Exchange {
  return {
    id: 'lane#1',
    lane: 'lane',
    as: 'bea',
    request: { method: 'GET', url: 'http://shop.test/notes/7', headers: {} },
    startedMs: 0,
    durationMs: 1,
    outcome:
      outcome.kind === 'no-answer'
        ? outcome
        : {
            kind: 'answer',
            status: 200,
            headers: {},
            body: '{}',
            bytes: 2,
            truncated: false,
            canaries: [],
            ...outcome,
          },
  };
}

describe('what an exchange shows', () => {
  test('a word counts only when it belongs to the object', () => {
    const held = exchange({ canaries: [WORD, 'lrqzother'] });
    expect(see(held, [WORD])).toMatchObject({ canary: true, marks: [WORD], answered: true });
    expect(see(held, [])).toMatchObject({ canary: false, marks: [] });
  });

  test.each([429, 500, 503, 408])('nothing follows from %i', (status) => {
    expect(see(exchange({ status }))).toMatchObject({ answered: false, status });
  });

  test('nothing follows from silence', () => {
    const silence = see(exchange({ kind: 'no-answer', reason: 'timeout', message: 'none within 15 s' }));
    expect(silence).toMatchObject({ answered: false, because: 'no answer (timeout): none within 15 s' });
  });

  test('what was not read whole may still hold the word', () => {
    expect(see(exchange({ cut: 'size', truncated: true }))).toMatchObject({ answered: false });
    expect(see(exchange({ cut: 'size', canaries: [WORD] }), [WORD])).toMatchObject({
      answered: true,
      canary: true,
    });
  });

  test.each([
    ['', 'empty'],
    [' {"a":1}', 'json'],
    ['<!DOCTYPE html><title>x</title>', 'html'],
    ['hello', 'text'],
  ])('%j is %s', (body, content) => {
    expect(see(exchange({ body }))).toMatchObject({ content });
  });
});

describe('whether a door is open', () => {
  const profile = exchange({ body: '{"user":{"id":1,"name":"Ana"},"error":null}' });

  test.each<[string, Partial<Answer>, string]>([
    ['the same kind of answer', { body: '{"user":{"id":2,"name":"Bea"},"error":null}' }, 'open'],
    ['a refusal', { status: 401, body: '{"error":"no"}' }, 'shut'],
    ['a redirect', { status: 302, body: '' }, 'shut'],
    ['a denial with status 200', { body: '{"user":null,"error":"not signed in"}' }, 'shut'],
    ['a page where JSON was due', { body: '<!doctype html><title>Shop</title>' }, 'shut'],
    ['nothing where something was due', { body: '' }, 'shut'],
    ['an empty object', { body: '{}' }, 'unclear'],
    ['something else', { body: '{"colours":["red"],"total":7}' }, 'unclear'],
    ['a failure', { status: 502, body: '' }, 'unclear'],
  ])('%s', (_, answer, state) => {
    expect(doorOf(exchange(answer), profile).state).toBe(state);
  });

  test('the planted word opens it whatever the status', () => {
    expect(doorOf(exchange({ status: 403, canaries: [WORD] }), profile, [WORD]).state).toBe('open');
  });
});

describe('shapes', () => {
  test('lists of the same things are alike, whatever their length', () => {
    expect(
      alike(
        [{ id: 1, text: 'a' }],
        [
          { id: 2, text: 'b' },
          { id: 3, text: 'c' },
        ],
      ),
    ).toBe(true);
  });

  test('an empty list is not like a full one', () => {
    expect(alike([], [{ id: 1, text: 'a' }])).toBe(false);
  });

  test.each([
    [{ error: 'x' }],
    [{ ok: false }],
    [{ status: 'error', data: 1 }],
    [{ errors: [{ message: 'x' }] }],
  ])('%j denies', (value) => {
    expect(deniesInWords(value)).toBe(true);
  });

  test.each([
    [{ errors: [] }],
    [{ error: null, data: {} }],
    [{ ok: true }],
    [{ status: 'active' }],
    ['error'],
    [null],
  ])('%j does not deny', (value) => {
    expect(deniesInWords(value)).toBe(false);
  });
});
