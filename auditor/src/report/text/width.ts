/** Scripts and pictures that take two columns, after Unicode's East Asian Width (UAX #11), coarsely. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const ZERO = /\p{Mn}|\p{Me}|\u200c|\u200d|\ufe0e|\ufe0f/u;
const ASCII = /^[\u0020-\u007e]*$/u;

/** How many columns a text takes in a terminal. */
export function columns(text: string): number {
  if (ASCII.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

/** Cuts or fills a one-line text to exactly so many columns. */
export function fit(text: string, width: number): string {
  return `${clip(text, width)}${' '.repeat(Math.max(0, width - columns(text)))}`;
}

/** A one-line text that takes at most so many columns, with an ellipsis where something went. */
export function clip(text: string, width: number): string {
  if (columns(text) <= width) return text;
  const [head] = takeColumns(text, Math.max(0, width - 1));
  return width < 1 ? '' : `${head}…`;
}

/** Splits a text after as many characters as fit; at least one. */
export function takeColumns(text: string, width: number): readonly [string, string] {
  let [head, used] = ['', 0];
  for (const character of text) {
    const next = used + columnsOf(character);
    if (next > width && head !== '') break;
    head += character;
    used = next;
  }
  return [head, text.slice(head.length)];
}

function columnsOf(character: string): number {
  if (ZERO.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
