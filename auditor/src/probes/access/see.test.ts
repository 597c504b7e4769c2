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
    ['nobody, with success', { body: '{"user":null,"error":null}' }, 'shut'],
    ['an empty object', { body: '{}' }, 'shut'],
    ['null', { body: 'null' }, 'shut'],
    ['an empty list', { body: '[]' }, 'unclear'],
    ['nobody, and something beside', { body: '{"user":null,"notes":[{"id":7}]}' }, 'unclear'],
    ['nobody, and a number that is none of theirs', { body: '{"user":null,"total":7}' }, 'unclear'],
    ['something else', { body: '{"colours":["red"],"total":7}' }, 'unclear'],
    ['a failure', { status: 502, body: '' }, 'unclear'],
  ])('%s', (_, answer, state) => {
    expect(doorOf(exchange(answer), profile).state).toBe(state);
  });

  test.each(['{"user":null,"error":null}', '{}', 'null'])('%s after a write is no refusal', (body) => {
    const write = exchange({ body });
    const request = { ...write.request, method: 'POST' } as const;
    expect(doorOf({ ...write, request }, profile).state).toBe('unclear');
  });

  test('an empty object is nobody where an account is described flatly', () => {
    const me = exchange({ body: '{"id":1,"email":"ana@acme.test"}' });
    expect(doorOf(exchange({ body: '{}' }), me).state).toBe('shut');
  });

  test('what a session describes may be gone while a text stays as it is', () => {
    const me = exchange({ body: '{"user":{"id":1},"exp":1796093049,"token":"t","message":"Account"}' });
    expect(doorOf(exchange({ body: '{"user":null,"message":"Account"}' }), me).state).toBe('shut');
    expect(doorOf(exchange({ body: '{"user":null,"message":"Welcome, Ana"}' }), me).state).toBe('unclear');
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
