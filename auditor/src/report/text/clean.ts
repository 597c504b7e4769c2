/**
 * Characters that move a terminal's cursor, reorder what is read (UAX #9), hide text (default-ignorables, tag
 * characters) or are no characters at all. Joiners and variation selectors stay: scripts and emoji need them.
 */
const TREACHEROUS =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/gu;
const HARMLESS = new Set(['\n', '\t', '\u200c', '\u200d', '\ufe0e', '\ufe0f']);

/**
 * Makes captured text safe to show: what would act or hide becomes visible and inert. Line breaks and tabs stay.
 *
 * @example clean('\u001b[31mred') // '␛[31mred'
 */
export function clean(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(TREACHEROUS, (character) => (HARMLESS.has(character) ? character : spelled(character)));
}

/** The same on one line: line breaks and tabs become spaces. */
export function oneLine(text: string): string {
  return clean(text).replaceAll(/\s+/gu, ' ').trim();
}

/** At most so many characters, with an ellipsis where something went. Never halves a surrogate pair. */
export function shorten(text: string, most: number): string {
  const line = oneLine(text);
  if (line.length <= most) return line;
  return `${line.slice(0, Math.max(0, most - 1)).replace(/\p{Cs}$/u, '')}…`;
}

function spelled(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
