/** A list of `tag=value` with semicolons, as DKIM and DMARC write them (RFC 6376, 3.2). */
export type Tags = ReadonlyMap<string, string>;

/** `undefined` when a part is no tag, or a tag stands there twice. */
export function parseTags(text: string): Tags | undefined {
  const tags = new Map<string, string>();
  const parts = text.split(';').map((part) => part.trim());
  if (parts.at(-1) === '') parts.pop();
  for (const part of parts) {
    const [, name, value] = /^([A-Za-z][A-Za-z0-9_]*)\s*=\s*([^]*)$/.exec(part) ?? [];
    if (name === undefined || value === undefined || tags.has(name.toLowerCase())) return undefined;
    tags.set(name.toLowerCase(), value.trim());
  }
  return tags;
}
