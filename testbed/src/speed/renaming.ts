/** Names that differ between two runs of one product: ids, tokens, passwords. Learned from answers, put into requests. */
export interface Renaming {
  /** Compares a recorded answer with the one that came now, and remembers what stands in the same places. */
  learn(recorded: string, now: string): void;
  /** The same for the cookies that an answer sets. */
  learnCookies(recorded: readonly string[], now: readonly string[]): void;
  /** A recorded text as it has to be written now. */
  rename(text: string): string;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** How the auditor's tape writes secrets. */
const PLACEHOLDER = String.raw`~secret\.[a-z0-9-]+\.[0-9a-f]{10}~`;
const NAMES = new RegExp(`${UUID}|${PLACEHOLDER}`, 'g');

/** @param known names that are known before the first answer */
export function createRenaming(known: Readonly<Record<string, string>>): Renaming {
  const names = new Map(Object.entries(known));
  const note = (before: string, after: string) => {
    // The first answer that names an object is that of its creation; a list may have another order today.
    if (before !== after && !names.has(before) && before.match(NAMES)?.[0] === before) {
      names.set(before, after);
    }
  };
  return {
    learn(recorded, now) {
      for (const [before, after] of pairs(parse(recorded), parse(now))) note(before, after);
    },
    learnCookies(recorded, now) {
      const after = new Map(now.map(pairOf));
      for (const [name, value] of recorded.map(pairOf)) note(value, after.get(name) ?? value);
    },
    rename: (text) => text.replaceAll(NAMES, (name) => names.get(name) ?? names.get(labelOf(name)) ?? name),
  };
}

/** `ana-password` of `~secret.ana-password.0123456789~`: the same in every run, unlike the digits. */
function labelOf(name: string): string {
  return name.split('.')[1] ?? name;
}

/** Name and value of a Set-Cookie header. */
function pairOf(header: string): readonly [string, string] {
  const [pair = ''] = header.split(';');
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** The names in a text, to see which requests depend on which answers. */
export function namesIn(text: string): readonly string[] {
  return text.match(NAMES) ?? [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pairs(before: unknown, after: unknown): readonly (readonly [string, string])[] {
  if (typeof before === 'string' && typeof after === 'string') return [[before, after]];
  if (before === null || typeof before !== 'object' || after === null || typeof after !== 'object') return [];
  const isOtherList = Array.isArray(before) && Array.isArray(after) && before.length !== after.length;
  if (isOtherList) return [];
  const now = new Map<string, unknown>(Object.entries(after));
  return Object.entries(before).flatMap(([key, value]) => pairs(value, now.get(key)));
}
