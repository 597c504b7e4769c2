/**
 * Escapes that stand for one character: percent (also doubly: `%256c`), JavaScript and JSON, C-style `0x6c` lists,
 * HTML numeric entities (also `&amp;#108;`). The last group alone is decimal.
 */
const ESCAPE =
  /(?:%(?:25)*|\\x|\b0x)([0-9a-f]{2})|\\u(?:([0-9a-f]{4})|\{([0-9a-f]{1,6})\})|&(?:amp;)*#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?/gi;

const HINTS = ['%', '\\u', '\\x', '&#', '&amp;', '0x', '0X'] as const;

/** Resolves every escape in a text; undefined when it holds none, so that the ordinary text costs nothing. */
export function unescaped(text: string): string | undefined {
  if (!HINTS.some((hint) => text.includes(hint))) return undefined;
  const resolved = text.replace(ESCAPE, character);
  return resolved === text ? undefined : resolved;
}

function character(
  whole: string,
  byte: string | undefined,
  unit: string | undefined,
  braced: string | undefined,
  entity: string | undefined,
  decimal: string | undefined,
): string {
  const hex = byte ?? unit ?? braced ?? entity;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
