/** The singular of an English plural, good enough for path segments: `companies` is `company`. */
function singular(word: string): string {
  const lower = word.toLowerCase();
  if (lower === 'people') return 'person';
  if (lower.endsWith('ies') && lower.length > 4) return `${lower.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(lower)) return lower.slice(0, -2);
  return /[^su]s$/.test(lower) ? lower.slice(0, -1) : lower;
}

/** Parameter names that say nothing about what they identify. */
const GENERIC = new Set([
  'id',
  'ids',
  'uuid',
  'guid',
  'key',
  'slug',
  'name',
  'ref',
  'pk',
  '_id',
  'identifier',
]);

/** What a parameter or field identifies by its name: `fileId`, `file_id` and `fileSlug` name a `file`; `id` names nothing. */
export function nounOf(name: string): string | undefined {
  if (GENERIC.has(name.toLowerCase())) return undefined;
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const last = words.at(-1);
  if (words.length > 1 && last !== undefined && GENERIC.has(last)) words.pop();
  return words.length === 0 ? undefined : singular(words.join('-'));
}

/** True for names that end like an identifier: `fileId`, `workspace_id`. */
export function isIdName(name: string): boolean {
  return /(?:[a-z0-9]Ids?|[_-]ids?|Uuid|[_-]uuid|Identifier|[_-]identifier|^ids?)$/.test(name);
}

/** The singular of a path segment in the form of {@link nounOf}: `chat_sessions` is `chat-session`. */
export function nounOfSegment(segment: string): string {
  return singular(segment.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').replaceAll('_', '-'));
}
