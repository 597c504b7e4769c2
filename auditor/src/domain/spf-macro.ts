/** The letters of RFC 7208, 7.2, that stand for something which is known before a mail is sent. */
interface MacroValues {
  /** `d`: the domain whose record is read. */
  readonly domain: string;
  /** `o`: the domain of the sender. */
  readonly sender: string;
}

/** A literal, `%%`, `%_`, `%-`, or `%{` letter, digits, `r`, delimiters `}` (RFC 7208, 7.1). */
const PIECE = /%\{([slodiphcrtv])(\d*)(r?)([.\-+,/_=]*)\}|%([%_-])|([!-$&-~])/giy;

const LITERALS: { readonly [character: string]: string } = { '%': '%', _: ' ', '-': '%20' };

/** `undefined` when the text is no macro string at all. `known: false` when it depends on the mail. */
export function expandMacros(
  text: string,
  { domain, sender }: MacroValues,
): { readonly text: string; readonly known: boolean } | undefined {
  let [expanded, known, at] = ['', true, 0];
  for (const match of text.matchAll(PIECE)) {
    const [whole, letter, digits = '', reversed, delimiters = '', escaped, literal] = match;
    at += whole.length;
    if (letter === undefined) {
      expanded += literal ?? LITERALS[escaped ?? ''] ?? '';
      continue;
    }
    if (digits !== '' && Number(digits) === 0) return undefined;
    const value = { d: domain, o: sender }[letter.toLowerCase()];
    known &&= value !== undefined;
    expanded += value === undefined ? whole : transformed(value, digits, reversed !== '', delimiters);
  }
  return at === text.length ? { text: expanded, known } : undefined;
}

function transformed(value: string, digits: string, reversed: boolean, delimiters: string): string {
  const separators = delimiters === '' ? '.' : delimiters;
  const parts = [''];
  for (const character of value) {
    if (separators.includes(character)) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  const ordered = reversed ? parts.reverse() : parts;
  return (digits === '' ? ordered : ordered.slice(-Number(digits))).join('.');
}
