/** The words of a name: `getServerSession` is get, server, session. */
export function wordsOf(name: string): readonly string[] {
  const known = CACHE.get(name);
  if (known !== undefined) return known;
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (CACHE.size > 20_000) CACHE.clear();
  CACHE.set(name, words);
  return words;
}

/** Names repeat: a repository has far fewer of them than places where they stand. */
const CACHE = new Map<string, readonly string[]>();

export function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''));
}

export function hasAny(words: readonly string[], set: ReadonlySet<string>): boolean {
  return words.some((word) => set.has(word));
}
