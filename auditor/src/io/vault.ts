import { createHmac, randomBytes } from 'node:crypto';

/**
 * Keeps secrets out of everything that is recorded. Each value gets a placeholder; text that leaves io carries the
 * placeholder, and a request that carries one gets the value back on its way out. A probe can therefore use a key that the
 * target has just issued without ever seeing it.
 */
export interface Vault {
  /** Takes a secret in and returns its placeholder; the same value has one placeholder for the whole run. */
  keep(value: string, label: string): string;
  /** Replaces every kept value, also URL-encoded, JSON-escaped or in base64, by its placeholder. */
  redact(text: string): string;
  /** Puts values back where placeholders stand, each spelled as the place needs it. */
  reveal(text: string, spell?: (value: string) => string): string;
}

const PLACEHOLDER = /~secret\.[a-z0-9-]+\.[0-9a-f]{10}~/g;

/** A shorter value would be found by chance in ordinary text; passwords under four characters are redacted where they are sent. */
const SHORTEST = 4;

/** `~` and `.` need no escaping in a URL (RFC 3986, 2.3), a header or JSON. */
function placeholderFor(key: Buffer, value: string, label: string): string {
  const word =
    label
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'value';
  return `~secret.${word}.${createHmac('sha256', key).update(value).digest('hex').slice(0, 10)}~`;
}

export function createVault(): Vault {
  // Never stored: without it, a weak password could be guessed from its placeholder.
  const key = randomBytes(32);
  const byPlaceholder = new Map<string, string>();
  const placeholders = new Map<string, string>();
  let needles: { text: string; placeholder: string }[] = [];

  return {
    keep(value, label) {
      const known = placeholders.get(value);
      if (known !== undefined) return known;
      const placeholder = placeholderFor(key, value, label);
      placeholders.set(value, placeholder);
      byPlaceholder.set(placeholder, value);
      if (value.length >= SHORTEST) {
        // The longest first, so that a token that contains another value is replaced whole.
        needles = [...needles, ...spellings(value).map((text) => ({ text, placeholder }))].sort(
          (a, b) => b.text.length - a.text.length,
        );
      }
      return placeholder;
    },
    redact(text) {
      const found = needles.filter((needle) => text.includes(needle.text));
      if (found.length === 0) return text;
      // Text and placeholders by turns. A value that looks like a piece of a placeholder may not tear one apart.
      let pieces = cutAtPlaceholders(text, byPlaceholder);
      for (const { text: needle, placeholder } of found) {
        pieces = pieces.flatMap((piece, index) =>
          index % 2 === 1 || !piece.includes(needle) ? piece : between(piece.split(needle), placeholder),
        );
      }
      return pieces.join('');
    },
    reveal(text, spell = (value) => value) {
      if (!text.includes('~secret.')) return text;
      return text.replaceAll(PLACEHOLDER, (found) => {
        const value = byPlaceholder.get(found);
        return value === undefined ? found : spell(value);
      });
    },
  };
}

/** The texts around the placeholders at even places, known placeholders at odd ones. */
function cutAtPlaceholders(text: string, known: ReadonlyMap<string, string>): readonly string[] {
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(PLACEHOLDER)) {
    if (!known.has(found)) continue;
    pieces.push(text.slice(end, index), found);
    end = index + found.length;
  }
  return [...pieces, text.slice(end)];
}

function between(texts: readonly string[], separator: string): readonly string[] {
  return texts.flatMap((text, index) => (index === 0 ? [text] : [separator, text]));
}

/** How a value may stand in what a product sends back: in a URL, a form, JSON (also of Go and PHP), base64. */
function spellings(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const go = json.replaceAll(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
  const form = new URLSearchParams({ a: value }).toString().slice(2);
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
  const quotedTwice = JSON.stringify(json).slice(1, -1);
  const all = [
    value,
    encodeURIComponent(value),
    form,
    json,
    quotedTwice,
    go,
    json.replaceAll('/', '\\/'),
    base64,
  ];
  return [...new Set([...all, Buffer.from(value).toString('base64url')])].filter(
    (text) => text.length >= SHORTEST,
  );
}
