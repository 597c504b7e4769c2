/** Deeper nesting than any of our schemas needs; beyond it, work grows with the sender's wish (CWE-674). */
const MAX_DEPTH = 24;

/** Why a value cannot be used: text that Postgres cannot store or that no client of ours sends, or nesting without end. */
export function unusable(value: unknown, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return `The body is nested more than ${MAX_DEPTH} levels deep.`;
  if (typeof value === 'string') return unusableText(value);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const problem = unusableText(key) ?? unusable(child, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** A null character, or half of a surrogate pair. */
export function unusableText(text: string): string | undefined {
  return text.includes('\0') || !text.isWellFormed()
    ? 'A text contains characters that are not valid.'
    : undefined;
}
