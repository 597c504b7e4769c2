import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, oneLine, shorten } from './clean.ts';

describe('clean', () => {
  test.each([
    ['an escape sequence', '\u001b[31mred', '␛[31mred'],
    ['NUL', 'a\0b', 'a␀b'],
    ['a carriage return that would overwrite the line', 'safe\rgone', 'safe␍gone'],
    ['delete', 'a\u007f', 'a␡'],
    ['a C1 control', '\u009b31m', '[U+009B]31m'],
    ['a right-to-left override', 'gpj.\u202eexe', 'gpj.[U+202E]exe'],
    ['an isolate', '\u2066a\u2069', '[U+2066]a[U+2069]'],
    ['a zero-width space', 'ad\u200bmin', 'ad[U+200B]min'],
    ['hidden tag characters', 'a\u{e0041}', 'a[U+E0041]'],
    ['half a surrogate pair', 'a\ud800', 'a[U+D800]'],
    ['a line separator', 'a\u2028b', 'a[U+2028]b'],
    ['a noncharacter', 'a\uffff', 'a[U+FFFF]'],
  ])('makes %s visible and inert', (_, text, safe) => {
    expect(clean(text)).toBe(safe);
  });

  test.each([
    ['line breaks and tabs', 'a\n\tb', 'a\n\tb'],
    ['line breaks of Windows, as one', 'a\r\nb', 'a\nb'],
    ['accents, scripts and emoji', 'naïve 漢字 नमस्ते 👩‍🚀 ❤️', 'naïve 漢字 नमस्ते 👩‍🚀 ❤️'],
  ])('keeps %s', (_, text, same) => {
    expect(clean(text)).toBe(same);
  });

  test('leaves nothing treacherous and is stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const safe = clean(text);
        expect(safe).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
        expect(clean(safe)).toBe(safe);
      }),
    );
  });
});

test('oneLine makes one line', () => {
  expect(oneLine(' a\n\tb  c ')).toBe('a b c');
});

test.each([
  ['short', 10, 'short'],
  ['exactly ten', 11, 'exactly ten'],
  ['rather long', 7, 'rather…'],
  ['😀😀😀', 4, '😀…'],
])('shorten %j to %i', (text, most, short) => {
  expect(shorten(text, most)).toBe(short);
});
