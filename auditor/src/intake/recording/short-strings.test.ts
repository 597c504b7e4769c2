import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createStringCutter } from './short-strings.ts';

function cut(text: string, limit: number, size: number): string {
  const cutter = createStringCutter(limit);
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let result = '';
  for (let at = 0; at < bytes.length; at += size)
    for (const piece of cutter.cut(bytes.slice(at, at + size)))
      result += decoder.decode(piece, { stream: true });
  return result + decoder.decode();
}

describe('strings of JSON', () => {
  test.for<[text: string, expected: string]>([
    ['{"body":"abcdefgh","n":1}', '{"body":"abcd","n":1}'],
    ['["ab\\"cdefgh","x"]', '["ab\\"","x"]'],
    [String.raw`["abé\u00e9z"]`, String.raw`["abé"]`],
    [String.raw`["abc\u00e9z"]`, String.raw`["abc\u00e9"]`],
    ['["äöüß"]', '["äö"]'],
    [String.raw`["abcdefg\\"]`, '["abcd"]'],
  ])('%s becomes %s', ([text, expected]) => {
    for (const size of [1, 2, 3, 100]) expect(cut(text, 4, size)).toBe(expected);
  });

  test('what is JSON stays JSON, and short strings stay whole', () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 1, max: 9 }), (text, size) => {
        expect(() => JSON.parse(cut(text, 3, size))).not.toThrow();
        expect(cut(text, 10_000, size)).toBe(text);
      }),
    );
  });
});
