const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;

/** An entry holds two bodies of limited length; anything this large is made to fill the memory. */
const ENTRY_LIMIT = 32 * 1024 * 1024;
const DEEPEST = 200;
/** Entries are the items of the list in `{ "log": { "entries": [ … ] } }`. */
const LIST_DEPTH = 3;
const LONGEST_KEY = 16;

interface EntrySplitter {
  /** Says what is wrong as soon as no further byte can mend it. */
  feed(piece: Uint8Array): 'not-json' | 'too-large' | undefined;
  /** True after the last brace. */
  readonly isComplete: boolean;
  /** True once `log` was seen. */
  readonly isHar: boolean;
}

/**
 * Cuts the entries out of a HAR file while it streams by, each as a text of its own. Built by hand because a general parser
 * of JSON streams reads 6 MB/s of escaped bodies, measured, and recordings have gigabytes of them.
 */
export function createEntrySplitter(onEntry: (text: string) => void): EntrySplitter {
  const kept = keeper();
  let depth = 0;
  let began = false;
  let inString = false;
  let escaped = false;
  /** The last string before the entries: a key, when a colon follows. */
  let word = '';
  let isHar = false;
  let inLog = false;
  let inEntries = false;

  function feed(piece: Uint8Array): 'not-json' | 'too-large' | undefined {
    let from = 0;
    for (let index = 0; index < piece.length; index += 1) {
      const byte = piece[index];
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        if (inString && depth < LIST_DEPTH && word.length < LONGEST_KEY)
          word += String.fromCharCode(byte ?? 0);
        continue;
      }
      if (byte === QUOTE) {
        inString = true;
        if (depth < LIST_DEPTH) word = '';
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (depth === LIST_DEPTH) from = index;
        depth += 1;
        began = true;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (inEntries && depth === LIST_DEPTH) onEntry(kept.take(piece.subarray(from, index + 1)));
        if (depth < LIST_DEPTH) inEntries = false;
      } else if (byte === COLON && depth < LIST_DEPTH) {
        if (depth === 1) inLog = word === 'log';
        isHar ||= inLog;
        inEntries = depth === 2 && inLog && word === 'entries';
      } else if (!began && !isBlank(byte)) return 'not-json';
      if (depth < 0 || depth > DEEPEST) return 'not-json';
    }
    if (inEntries && depth > LIST_DEPTH) kept.add(piece.subarray(from));
    return kept.size() > ENTRY_LIMIT ? 'too-large' : undefined;
  }

  return {
    feed,
    get isComplete() {
      return began && depth === 0;
    },
    get isHar() {
      return isHar;
    },
  };
}

/** Spaces, and the mark that some editors put before the text (RFC 8259, 8.1). */
function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d) || isByteOrderMark(byte);
}

function isByteOrderMark(byte: number | undefined): boolean {
  return byte === 0xef || byte === 0xbb || byte === 0xbf;
}

/** The pieces of one entry. */
function keeper() {
  const decoder = new TextDecoder();
  let parts: Uint8Array[] = [];
  let bytes = 0;
  return {
    size: () => bytes,
    add(part: Uint8Array): void {
      // Whoever reads may use the memory of a chunk again.
      parts.push(part.slice());
      bytes += part.length;
    },
    take(last: Uint8Array): string {
      const text =
        parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode(last);
      parts = [];
      bytes = 0;
      return text;
    },
  };
}
