import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canaryFrom } from './canary.ts';
import { scanForCanaries } from './canary-scan.ts';
import { reversed, rot13 } from './text/rot13.ts';

const between = (separator: string) => (word: string) => Array.from(word).join(separator);
const each = (write: (code: number) => string) => (word: string) =>
  Array.from(word, (letter) => write(letter.charCodeAt(0))).join('');
const shifted = (by: number) => each((code) => String.fromCodePoint(code + by));
const bytes = (word: string, encoding: BufferEncoding) => Buffer.from(word).toString(encoding);
const hex = (code: number) => code.toString(16);
const base32 = (word: string) => {
  const bits = each((code) => code.toString(2).padStart(8, '0'))(word);
  return bits.replace(/.{1,5}/g, (five) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Number.parseInt(five.padEnd(5, '0'), 2)),
  );
};
const CYRILLIC: Record<string, string> = { a: 'а', c: 'с', e: 'е', p: 'р', q: 'ԛ', s: 'ѕ', x: 'х', y: 'у' };

const ENCODERS: Record<string, (word: string) => string> = {
  plain: (word) => word,
  'upper case': (word) => word.toUpperCase(),
  'mixed case': (word) =>
    Array.from(word, (letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter)).join(''),
  reversed,
  rot13,
  'reversed rot13': (word) => reversed(rot13(word)),
  hex: (word) => bytes(word, 'hex'),
  'hex in capitals': (word) => bytes(word, 'hex').toUpperCase(),
  'hex of capitals': (word) => bytes(word.toUpperCase(), 'hex'),
  'hex with spaces': each((code) => `${hex(code)} `),
  'C array': each((code) => `0x${hex(code)}, `),
  base64: (word) => bytes(word, 'base64'),
  'base64 after one byte': (word) => bytes(`x${word}y`, 'base64'),
  'base64 after two bytes': (word) => bytes(`xy${word}`, 'base64'),
  base64url: (word) => bytes(`?>${word}`, 'base64url'),
  'base64 of capitals': (word) => bytes(word.toUpperCase(), 'base64'),
  'wrapped base64': (word) => bytes(word, 'base64').replace(/.{6}/g, '$&\r\n'),
  'base64 of JSON': (word) => bytes(JSON.stringify({ cursor: word, next: null }), 'base64url'),
  ...Object.fromEntries(
    [0, 1, 2, 3, 4].map((before) => [
      `base32 after ${before} bytes`,
      (word: string) => base32('x'.repeat(before) + word),
    ]),
  ),
  'percent-encoded': each((code) => `%${hex(code)}`),
  'percent-encoded twice': each((code) => `%25${hex(code)}`),
  'half percent-encoded': (word) => `${word.slice(0, 2)}%71${word.slice(3)}`,
  'JSON escapes': each((code) => `\\u00${hex(code)}`),
  'JSON escapes inside JSON': each((code) => `\\\\u00${hex(code)}`),
  'half JSON-escaped': (word) => `${word.slice(0, 5)}\\u00${hex(word.charCodeAt(5))}${word.slice(6)}`,
  entities: each((code) => `&#${code};`),
  'hex entities': each((code) => `&#x${hex(code)};`),
  'escaped entities': each((code) => `&amp;#${code};`),
  'decimal codes': each((code) => `${code} `),
  'zero-width spaces': between('\u200b'),
  'soft hyphens': between('\u00ad'),
  'word joiners': between('\u2060'),
  spaces: between(' '),
  dashes: between('-'),
  dots: between('.'),
  'Markdown stars': between('**'),
  'combining strokes': between('\u0336'),
  fullwidth: shifted(0xfee0),
  'tag letters': shifted(0xe0000),
  'variation selectors': shifted(0xe0100 - 16),
  'mathematical letters': each((code) =>
    String.fromCodePoint(code < 97 ? 0x1d7ce + code - 48 : 0x1d41a + code - 97),
  ),
  'circled letters': each((code) => String.fromCodePoint(code < 97 ? code : 0x24d0 + code - 97)),
  'Cyrillic lookalikes': (word) => Array.from(word, (letter) => CYRILLIC[letter] ?? letter).join(''),
};

const canary = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(canaryFrom);
const around = fc.string({ unit: 'grapheme', maxLength: 200 });
/** Codes of bits and digits must not run into the neighbouring text, or they say something else. */
const apart = (text: string) => `${text}\n`;

describe('scanForCanaries', () => {
  it.each(Object.entries(ENCODERS))('finds a canary written as %s', (_name, encode) => {
    fc.assert(
      fc.property(canary, around, around, (word, before, after) => {
        const text = `${apart(before)}${encode(word)}\n${after}`;
        expect(scanForCanaries(text, new Set([word]))).toEqual([word]);
      }),
    );
  });

  it('finds two canaries written in different ways', () => {
    const writers = fc.constantFrom(...Object.values(ENCODERS));
    fc.assert(
      fc.property(canary, canary, writers, writers, around, (one, two, writeOne, writeTwo, middle) => {
        fc.pre(one !== two);
        const text = `${writeOne(one)}\n${middle}\n${writeTwo(two)}`;
        expect(scanForCanaries(text, new Set([one, two])).sort()).toEqual([one, two].sort());
      }),
    );
  });

  it('finds nothing in text that holds none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), canary, (text, word) => {
        expect(scanForCanaries(text, new Set([word]))).toEqual([]);
      }),
    );
  });

  it('finds only known canaries', () => {
    fc.assert(
      fc.property(canary, canary, (planted, other) => {
        fc.pre(planted !== other);
        expect(scanForCanaries(planted, new Set([other]))).toEqual([]);
        expect(scanForCanaries(planted.slice(0, -1), new Set([planted]))).toEqual([]);
      }),
    );
  });

  it('finds one of five hundred behind two million letters', () => {
    const known = new Set(Array.from({ length: 500 }, (_, at) => canaryFrom(new Uint8Array(16).fill(at))));
    const big = 'The quick brown fox answered GET /api/me with 200 and "dl_9Q". '.repeat(32_000);
    expect(big.length).toBeGreaterThan(2_000_000);
    const [word = ''] = known;
    expect(scanForCanaries(big + word, known)).toEqual([word]);
  });
});
