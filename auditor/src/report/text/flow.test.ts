import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flow } from './flow.ts';
import { columns } from './width.ts';

const loud = (text: string) => `<${text}>`;

describe('flow', () => {
  test.each([
    ['nothing', '', 20, ['']],
    ['a line that fits', 'one two three', 20, ['one two three']],
    ['at word borders', 'one two three four', 10, ['one two', 'three four']],
    ['a word wider than the line, broken', 'abcdefghijkl', 8, ['abcdefgh', 'ijkl']],
    ['wide characters as two columns', '漢字漢字漢字', 8, ['漢字漢字', '漢字']],
    ['line breaks as they are', 'a\nb', 20, ['a', 'b']],
  ])('wraps %s', (_, text, width, lines) => {
    expect(flow([{ text }], { width })).toEqual(lines);
  });

  test('indents further lines below the first', () => {
    expect(flow([{ text: 'one two three four' }], { width: 13, first: '  - ' })).toEqual([
      '  - one two',
      '    three',
      '    four',
    ]);
  });

  test('paints each line on its own, without the space at its end', () => {
    expect(flow([{ text: 'say ' }, { text: 'one two three', ink: loud }], { width: 11 })).toEqual([
      'say <one two>',
      '<three>',
    ]);
  });

  test('keeps every word and every line within the width', () => {
    const word = fc.string({ minLength: 1, maxLength: 30 }).map((text) => text.replaceAll(/\s/gu, '_'));
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 8, max: 60 }), (words, width) => {
        const lines = flow([{ text: words.join(' ') }], { width });
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
      }),
    );
  });
});
