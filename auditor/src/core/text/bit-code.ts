/** A code that writes bytes as characters of a fixed number of bits each: hexadecimal, base32, base64. */
export interface BitCode {
  readonly bits: 4 | 5 | 6;
  readonly alphabet: string;
}

export const HEX: BitCode = { bits: 4, alphabet: '0123456789abcdef' };
/** RFC 4648 section 6, in lower case. */
export const BASE32: BitCode = { bits: 5, alphabet: 'abcdefghijklmnopqrstuvwxyz234567' };
/**
 * RFC 4648 section 4. The two characters in which base64 and base64url differ never occur inside the code of letters
 * and digits, so one alphabet reads both.
 */
export const BASE64: BitCode = {
  bits: 6,
  alphabet: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
};

/** How a word looks in a code when it starts at some byte offset of the coded data. */
export interface CodedWord {
  /** The characters that depend on the word alone. */
  readonly pattern: string;
  /** Bits of the word that come before the pattern, in a character shared with what precedes it. */
  readonly skippedBits: number;
}

/** Every look of a word in a code: one for each alignment. */
export function codedForms(word: string, { bits, alphabet }: BitCode): CodedWord[] {
  const alignments = { 4: 1, 5: 5, 6: 3 }[bits];
  return Array.from({ length: alignments }, (_, before) => {
    const stream = '0'.repeat(before * 8) + toBits(word);
    const first = Math.ceil((before * 8) / bits);
    const last = Math.floor(stream.length / bits);
    let pattern = '';
    for (let at = first; at < last; at += 1) {
      pattern += alphabet.charAt(Number.parseInt(stream.slice(at * bits, (at + 1) * bits), 2));
    }
    return { pattern, skippedBits: first * bits - before * 8 };
  });
}

/** Reads `length` bytes of text from coded characters at `at`; `lead` is the first byte's code, of which bits were skipped. */
export function readCoded(
  text: string,
  at: number,
  { code, skippedBits, lead, length }: { code: BitCode; skippedBits: number; lead: number; length: number },
): string | undefined {
  let pending = lead >> (8 - skippedBits);
  let pendingBits = skippedBits;
  let read = '';
  for (let index = at; read.length < length; index += 1) {
    const value = index < text.length ? code.alphabet.indexOf(text.charAt(index)) : -1;
    if (value < 0) return undefined;
    pending = (pending << code.bits) | value;
    pendingBits += code.bits;
    if (pendingBits < 8) continue;
    pendingBits -= 8;
    read += String.fromCharCode((pending >> pendingBits) & 0xff);
    pending &= (1 << pendingBits) - 1;
  }
  return read;
}

function toBits(word: string): string {
  return Array.from(word, (letter) => letter.charCodeAt(0).toString(2).padStart(8, '0')).join('');
}

const RUNS: readonly { readonly code: BitCode; readonly run: RegExp; readonly lower: boolean }[] = [
  { code: BASE64, run: /[\w+/-]{16,}(?:\s+[\w+/-]{16,})*/g, lower: false },
  { code: BASE32, run: /[a-z2-7]{24,}(?:\s+[a-z2-7]{16,})*/gi, lower: true },
  { code: HEX, run: /(?:[0-9a-f]{2}[\s,:]*){16,}/gi, lower: true },
];

/** What the long coded runs in a text say, read as UTF-8; runs that are no code give rubbish, which proves nothing. */
export function decodedRuns(text: string): string[] {
  return RUNS.flatMap(({ code, run, lower }) =>
    (text.match(run) ?? []).map((one) => decodeRun(lower ? one.toLowerCase() : one, code)),
  );
}

function decodeRun(run: string, code: BitCode): string {
  const standard = code === BASE64 ? run.replaceAll('-', '+').replaceAll('_', '/') : run;
  const bytes: number[] = [];
  let pending = 0;
  let pendingBits = 0;
  for (const letter of standard) {
    const value = code.alphabet.indexOf(letter);
    if (value < 0) continue;
    pending = (pending << code.bits) | value;
    pendingBits += code.bits;
    if (pendingBits < 8) continue;
    pendingBits -= 8;
    bytes.push(pending >> pendingBits);
    pending &= (1 << pendingBits) - 1;
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
