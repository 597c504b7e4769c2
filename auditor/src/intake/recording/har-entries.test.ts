import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../core/operation.ts';
import { pieces } from '../fixtures/boards.ts';
import { readEntries } from './har-entries.ts';

async function entriesOf(text: string, size = 7): Promise<readonly Json[]> {
  const found: Json[] = [];
  await readEntries(pieces(text, size), (entry) => found.push(entry));
  return found;
}

test.for<[name: string, text: string, expected: readonly Json[]]>([
  ['plain', '{"log":{"entries":[{"a":1},{"b":[{}]}]}}', [{ a: 1 }, { b: [{}] }]],
  ['a byte order mark and spaces', '\uFEFF \n{ "log" : { "entries" : [ {"a":1} ] } }\n', [{ a: 1 }]],
  [
    'entries before the rest',
    '{"log":{"entries":[{"a":1}],"pages":[{"x":[{}]}]},"other":{"entries":[{}]}}',
    [{ a: 1 }],
  ],
  ['entries of something else', '{"log":{"pages":[{"entries":[{}]}]},"entries":[{}]}', []],
  ['braces and quotes in strings', String.raw`{"log":{"entries":[{"a":"}]\"{"}]}}`, [{ a: '}]"{' }]],
])('%s', async ([, text, expected]) => {
  for (const size of [1, 2, 7, 1000]) expect(await entriesOf(text, size)).toEqual(expected);
});

test('every entry comes out as it went in, however it is cut', async () => {
  const entry = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry),
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.integer({ min: 1, max: 40 }),
      async (entries, rest, size) => {
        const { log: _, ...around } = rest;
        const text = JSON.stringify({ ...around, log: { pages: rest, entries, browser: rest } });
        const expected: Json = JSON.parse(JSON.stringify(entries));
        expect(await entriesOf(text, size)).toEqual(expected);
      },
    ),
  );
});
