import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carries, excerpt } from './excerpt.ts';

const ROOM = { limit: 40, around: 5 };

function sketch(text: string, marks: readonly string[], room = ROOM): string {
  return excerpt(text, marks, room)
    .map(({ kind, text: part }) => (kind === 'proof' ? `<${part}>` : kind === 'cut' ? `(${part})` : part))
    .join('');
}

describe('excerpt', () => {
  test.each([
    ['nothing of nothing', '', ['x'], ''],
    ['a short text whole', 'hello canary!', ['canary'], 'hello <canary>!'],
    ['every occurrence', 'a-x-b-x', ['x'], 'a-<x>-b-<x>'],
    ['overlapping marks as one', 'abcdef', ['abcd', 'cdef'], '<abcdef>'],
    ['no empty mark', 'abc', [''], 'abc'],
    [
      'a mark that stands escaped in JSON',
      String.raw`{"a":"say \"hi\""}`,
      ['say "hi"'],
      String.raw`{"a":"<say \"hi\">"}`,
    ],
    [
      'the beginning where there is no mark',
      'a'.repeat(50),
      ['x'],
      `${'a'.repeat(40)}(10 characters left out)`,
    ],
    [
      'the surroundings of a mark',
      `${'a'.repeat(50)}MARK${'b'.repeat(50)}`,
      ['MARK'],
      '(45 characters left out)aaaaa<MARK>bbbbb(45 characters left out)',
    ],
    [
      'as many marks as there is room for',
      ['a', 'b', 'c', 'd'].map((letter) => `${letter.repeat(30)}X`).join('') + 'e'.repeat(30),
      ['X'],
      '(25 characters left out)aaaaa<X>bbbbb(20 characters left out)bbbbb<X>ccccc(20 characters left out)ccccc<X>ddddd(56 characters left out)',
    ],
    [
      'a mark longer than the room, cut',
      'm'.repeat(60),
      ['m'.repeat(60)],
      `<${'m'.repeat(40)}>(20 characters left out)`,
    ],
  ])('shows %s', (_, text, marks, expected) => {
    expect(sketch(text, marks)).toBe(expected);
  });

  test('does not halve a surrogate pair', () => {
    const [first] = excerpt('😀'.repeat(30), [], { limit: 41, around: 0 });
    expect(first?.text).toBe('😀'.repeat(20));
  });

  test('keeps what it shows in order and within the limit', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.array(fc.string({ maxLength: 8 })), (text, marks) => {
        const shown = excerpt(text, marks, ROOM).filter((piece) => piece.kind !== 'cut');
        expect(shown.reduce((sum, piece) => sum + piece.text.length, 0)).toBeLessThanOrEqual(ROOM.limit);
        let at = 0;
        for (const piece of shown) {
          at = text.indexOf(piece.text, at) + piece.text.length;
          expect(at).toBeGreaterThanOrEqual(piece.text.length);
        }
      }),
    );
  });
});

test.each([
  ['plain', 'a canary b', ['canary'], true],
  ['escaped', String.raw`"a\nb"`, ['a\nb'], true],
  ['absent', 'nothing', ['canary'], false],
  ['no mark', 'nothing', [], false],
  ['an empty mark', 'nothing', [''], false],
])('carries: %s', (_, text, marks, expected) => {
  expect(carries(text, marks)).toBe(expected);
});
