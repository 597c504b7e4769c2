/** Calls back with the keyword's number and the place behind its last byte, in order. */
export type KeywordScanner = (bytes: Uint8Array, onHit: (keyword: number, end: number) => void) => void;

/**
 * Finds many words in one pass over the bytes (Aho and Corasick 1975, as a full table over byte classes). Whole histories of
 * repositories go through here: the cost is one table look-up a byte, however many words there are.
 *
 * @param keywords ASCII, not empty
 */
export function createKeywordScanner(keywords: readonly string[]): KeywordScanner {
  const { classOf, classes } = classify(keywords);
  const { table, outputs } = build(keywords, classOf, classes);
  return (bytes, onHit) => {
    let state = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      state = table[state * classes + (classOf[bytes[at] ?? 0] ?? 0)] ?? 0;
      const found = outputs[state];
      if (found !== undefined) for (const keyword of found) onHit(keyword, at + 1);
    }
  };
}

/** Bytes that no keyword has share class 0, so that the table stays small enough for the processor's cache. */
function classify(keywords: readonly string[]): { classOf: Uint8Array; classes: number } {
  const classOf = new Uint8Array(256);
  let classes = 1;
  for (const letter of new Set(keywords.join(''))) {
    classOf[letter.charCodeAt(0) & 255] = classes;
    classes += 1;
  }
  return { classOf, classes };
}

function build(keywords: readonly string[], classOf: Uint8Array, classes: number) {
  const size = 1 + keywords.reduce((sum, word) => sum + word.length, 0);
  const table = new Uint16Array(size * classes);
  const outputs: (number[] | undefined)[] = Array.from({ length: size });
  let states = 1;
  keywords.forEach((word, number) => {
    let state = 0;
    for (const letter of word) {
      const edge = state * classes + (classOf[letter.charCodeAt(0) & 255] ?? 0);
      if ((table[edge] ?? 0) === 0) table[edge] = states++;
      state = table[edge] ?? 0;
    }
    (outputs[state] ??= []).push(number);
  });
  link(table, outputs, classes);
  return { table, outputs };
}

/** Breadth first: where a word breaks off, go on in the longest other beginning that has been read. */
function link(table: Uint16Array, outputs: (number[] | undefined)[], classes: number): void {
  const fallback = new Uint16Array(table.length / classes);
  const queue = Array.from(table.subarray(0, classes)).filter((state) => state !== 0);
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    const behind = fallback[state] ?? 0;
    const inherited = outputs[behind];
    if (inherited !== undefined) outputs[state] = [...(outputs[state] ?? []), ...inherited];
    for (let letter = 0; letter < classes; letter += 1) {
      const edge = state * classes + letter;
      const next = table[edge] ?? 0;
      const other = table[behind * classes + letter] ?? 0;
      if (next === 0) table[edge] = other;
      else {
        fallback[next] = other;
        queue.push(next);
      }
    }
  }
}
