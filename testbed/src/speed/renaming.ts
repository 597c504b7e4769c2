/** Names that differ between two runs of one product: ids, tokens, passwords. Learned from answers, put into requests. */
export interface Renaming {
  /** Compares a recorded answer with the one that came now, and remembers what stands in the same places. */
  learn(recorded: string, now: string): void;
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
  return {
    learn(recorded, now) {
      for (const [before, after] of pairs(parse(recorded), parse(now))) {
        if (before !== after && before.match(NAMES)?.[0] === before) names.set(before, after);
      }
    },
    rename: (text) => text.replaceAll(NAMES, (name) => names.get(name) ?? names.get(labelOf(name)) ?? name),
  };
}

/** `ana-password` of `~secret.ana-password.0123456789~`: the same in every run, unlike the digits. */
function labelOf(name: string): string {
  return name.split('.')[1] ?? name;
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
  const now = new Map<string, unknown>(Object.entries(after));
  return Object.entries(before).flatMap(([key, value]) => pairs(value, now.get(key)));
}
