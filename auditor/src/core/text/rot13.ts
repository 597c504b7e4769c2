/** Moves every Latin letter by half the alphabet; twice gives the text back. */
export function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

/** A text from its last character to its first. */
export function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}
