const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LOWER_U = 0x75;

/** Most of one string that is kept, in bytes. Longer answers are no page of data that a browser shows. */
const STRING_LIMIT = 2 * 1024 * 1024;

interface StringCutter {
  /** What is left of a chunk. */
  cut(chunk: Uint8Array): readonly Uint8Array[];
  /** Strings that were cut so far. */
  readonly count: number;
}

/**
 * Cuts every string of a JSON text to `limit` bytes while it streams by, so that a recording of films and downloads needs no
 * memory. What comes out is JSON if what went in was.
 */
export function createStringCutter(limit: number = STRING_LIMIT): StringCutter {
  let inString = false;
  /** Bytes of the current string so far. */
  let length = 0;
  /** Bytes that still belong to an escape sequence. */
  let escaped = 0;
  let skipping = false;
  let count = 0;

  function cut(chunk: Uint8Array): readonly Uint8Array[] {
    const pieces: Uint8Array[] = [];
    let from = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (!inString) {
        inString = byte === QUOTE;
        length = 0;
        continue;
      }
      if (escaped === 0 && byte === QUOTE) {
        inString = false;
        if (skipping) from = index;
        skipping = false;
        continue;
      }
      // Cutting inside an escape or a character of several bytes would leave something that cannot be read.
      const isBoundary = escaped === 0 && ((byte ?? 0) & 0xc0) !== 0x80;
      if (!skipping && length >= limit && isBoundary) {
        pieces.push(chunk.subarray(from, index));
        skipping = true;
        count += 1;
      }
      if (escaped > 0) escaped += byte === LOWER_U && escaped === 1 ? 3 : -1;
      else if (byte === BACKSLASH) escaped = 1;
      length += 1;
    }
    if (!skipping) pieces.push(chunk.subarray(from));
    return pieces;
  }

  return {
    cut,
    get count() {
      return count;
    },
  };
}
