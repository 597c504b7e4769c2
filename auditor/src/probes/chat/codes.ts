export function base64(text: string): string {
  return btoa(text);
}

/** The same letters as invisible tag characters (U+E0020–E007E). */
export function tags(text: string): string {
  return Array.from(text, (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
}
