import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandsIn } from './shell-words.ts';

test.for<[text: string, expected: readonly (readonly string[])[]]>([
  [`curl 'https://a.example/x y' -H "A: \\"b\\""`, [['curl', 'https://a.example/x y', '-H', 'A: "b"']]],
  [
    'curl a \\\n  -X POST ;\ncurl b',
    [
      ['curl', 'a', '-X', 'POST'],
      ['curl', 'b'],
    ],
  ],
  [String.raw`curl $'it\'s \u0041\n'`, [['curl', "it's A\n"]]],
  ['# a comment\ncurl a#b # another', [['curl', 'a#b']]],
  [
    'curl ^"https://a.example/^" ^\r\n  -H ^"A: ^\\^"b^\\^"^"',
    [['curl', 'https://a.example/', '-H', 'A: "b"']],
  ],
  ["curl 'never closed", [['curl', 'never closed']]],
  ['', []],
])('%j', ([text, expected]) => {
  expect(commandsIn(text)).toEqual(expected);
});

test('whatever is quoted comes out as it went in', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
      const quoted = words.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
      // A caret before a quote or at the end of a line is how cmd writes, and is read as such.
      fc.pre(words.every((word) => !word.includes('^') && !word.includes('\\')));
      expect(commandsIn(`curl ${quoted.join(' ')}`)).toEqual([['curl', ...words]]);
    }),
  );
});
