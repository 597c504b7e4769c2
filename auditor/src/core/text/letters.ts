/** A text reduced to its letters and digits, with the place in the text that each came from. */
export interface Letters {
  readonly text: string;
  /** For each UTF-16 unit of `text`: where the character that it came from begins and ends in the original. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const KEPT = /[\p{L}\p{N}]/u;

/** Lower-case letters and digits of any script; case, spaces, punctuation, markup and invisible characters do not count. */
export function lettersOf(text: string): Letters {
  let kept = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    for (const letter of fold(character)) {
      if (!KEPT.test(letter)) continue;
      kept += letter;
      for (let unit = 0; unit < letter.length; unit += 1) {
        from.push(at);
        to.push(end);
      }
    }
    at = end;
  }
  return { text: kept, from, to };
}

function fold(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Tag characters U+E0020–E007E repeat ASCII and are invisible; compatibility forms (fullwidth, circled) are in NFKC.
  const plain = code >= 0xe0020 && code <= 0xe007e ? String.fromCharCode(code - 0xe0000) : character;
  return plain.normalize('NFKC').toLowerCase();
}
