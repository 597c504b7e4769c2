/** Shorter runs of such letters are ordinary words. */
const BASE64_RUN = /[A-Za-z0-9+/_-]{20,}={0,2}/g;
const HEX_RUN = /(?:[0-9a-f]{2}){12,}/gi;

/** Unicode tag characters U+E0020–E007E mirror ASCII, and are invisible. */
const TAG_RUN = /[\u{E0020}-\u{E007E}]+/gu;
const TAG_OFFSET = 0xe0000;

/** The ways in which a model that decodes what it sees could read a text, the plain one first. */
export function readings(text: string): readonly string[] {
  return [
    text,
    ...matches(text, BASE64_RUN).map((run) => Buffer.from(run, 'base64').toString('utf8')),
    ...matches(text, HEX_RUN).map((run) => Buffer.from(run, 'hex').toString('utf8')),
    ...matches(text, TAG_RUN).map(fromTags),
    rot13(text),
    Array.from(text).reverse().join(''),
  ];
}

const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([run]) => run);

const fromTags = (run: string): string =>
  Array.from(run, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - TAG_OFFSET)).join('');

const rot13 = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCodePoint(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
