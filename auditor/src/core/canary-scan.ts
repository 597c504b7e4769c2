import { CANARY_LENGTH, CANARY_PREFIX } from './canary.ts';
import { BASE32, BASE64, codedForms, HEX, readCoded, type BitCode } from './text/bit-code.ts';
import { unescaped } from './text/escapes.ts';
import { reversed, rot13 } from './text/rot13.ts';
import { squeeze } from './text/squeeze.ts';

/** One way to write a canary: what its prefix looks like then, and how to read the whole word there. */
interface Form {
  readonly pattern: string;
  /** Base64 distinguishes case; everything else is looked for in lower case. */
  readonly exactCase: boolean;
  readonly read: (text: string, at: number) => string | undefined;
}

const TAIL = CANARY_LENGTH - CANARY_PREFIX.length;

const FORMS: readonly Form[] = [
  form(CANARY_PREFIX, (text, at) => text.slice(at, at + CANARY_LENGTH)),
  form(reversed(CANARY_PREFIX), (text, at) => reversed(around(text, at))),
  form(rot13(CANARY_PREFIX), (text, at) => rot13(text.slice(at, at + CANARY_LENGTH))),
  form(reversed(rot13(CANARY_PREFIX)), (text, at) => rot13(reversed(around(text, at)))),
  form(decimal(CANARY_PREFIX), readDecimal),
  ...[HEX, BASE32, BASE64].flatMap((code) => [
    ...codedPrefix(code, CANARY_PREFIX),
    ...codedPrefix(code, CANARY_PREFIX.toUpperCase()),
  ]),
];

/**
 * Finds every known canary in a text, however it is written: in any case, spelled out with separators or invisible
 * characters between, reversed, rot13, hexadecimal, base64, base32, character codes, escapes, lookalike letters.
 *
 * All canaries share a prefix. It is looked for in each of its written forms, and only where one is met is the word
 * read and looked up, so the cost does not grow with the number of canaries.
 */
export function scanForCanaries(text: string, known: ReadonlySet<string>): string[] {
  if (known.size === 0) return [];
  const found = new Set<string>();
  search(text, known, found);
  const resolved = unescaped(text);
  if (resolved !== undefined) search(resolved, known, found);
  return [...found];
}

function search(text: string, known: ReadonlySet<string>, found: Set<string>): void {
  const exact = squeeze(text);
  const lower = exact.toLowerCase();
  for (const { pattern, exactCase, read } of FORMS) {
    const view = exactCase ? exact : lower;
    for (let at = view.indexOf(pattern); at >= 0; at = view.indexOf(pattern, at + 1)) {
      const word = read(view, at)?.toLowerCase();
      if (word !== undefined && known.has(word)) found.add(word);
    }
  }
}

function form(pattern: string, read: Form['read']): Form {
  return { pattern, exactCase: false, read };
}

/** The letters of a backwards canary whose backwards prefix is at `at`. */
function around(text: string, at: number): string {
  return text.slice(Math.max(0, at - TAIL), at + CANARY_PREFIX.length);
}

function codedPrefix(code: BitCode, prefix: string): Form[] {
  const lead = prefix.charCodeAt(0);
  return codedForms(prefix, code).map(({ pattern, skippedBits }) => ({
    pattern,
    exactCase: code === BASE64,
    read: (text, at) => readCoded(text, at, { code, skippedBits, lead, length: CANARY_LENGTH }),
  }));
}

function decimal(word: string): string {
  return Array.from(word, (letter) => letter.charCodeAt(0)).join('');
}

/** Decimal codes without separators stay readable: those of small letters past `c` have three digits and start with 1. */
function readDecimal(text: string, at: number): string {
  let word = '';
  for (let next = at; word.length < CANARY_LENGTH && next < text.length;) {
    const digits = text.charAt(next) === '1' ? 3 : 2;
    word += String.fromCharCode(Number(text.slice(next, next + digits)));
    next += digits;
  }
  return word;
}
