/** Words that say nothing about what a question is about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a about all am an and any are as at be been but by can could did do does for from had has have how i if in ' +
    'into is it its just like me my no not of on or our please so some tell that the their them then there these ' +
    'they this to us was we were what when where which who whom why will with would you your'
  ).split(' '),
);

/** The telling words of a text, each once. */
export function tellingWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].filter((word) => !STOP_WORDS.has(word));
}

/** The sentences and lines of a text. */
export const sentences = (text: string): readonly string[] =>
  text
    .split(/\n+|(?<=[.!?])\s+/)
    .map((sentence) => sentence.trim())
    .filter(Boolean);
