import type { Json } from '../../core/operation.ts';

/** Fields that only the server should decide about, or that nobody knows; none is an owner or a tenant. */
export type Smuggled = { readonly [name: string]: Json };

/** A moment that no clock of a product shows. */
const LONG_AGO = '2001-02-03T04:05:06.000Z';

/** Fields beside an ordinary text, for the chat: whose words they are. */
export function messageFields(role: 'system' | 'assistant', word: string): Smuggled {
  return { role, author: role, metadata: { trusted: word }, createdAt: LONG_AGO };
}

/** The same for any other route. */
export function recordFields(word: string): Smuggled {
  return {
    createdAt: LONG_AGO,
    created_at: LONG_AGO,
    metadata: { trusted: word },
    launchReadyTrusted: word,
  };
}

/**
 * Puts the fields into the object that holds the text, where the description does not know them. Where that is a part of a message
 * that says whose it is (`{ role, parts: [{ text }] }`), the message gets them: a part has no say in it.
 */
export function withFields(body: Json, text: string, fields: Smuggled, known: readonly string[]): Json {
  const added = Object.fromEntries(Object.entries(fields).filter(([name]) => !known.includes(name)));
  const walk = (value: Json): Json => {
    if (value === null || typeof value !== 'object') return value;
    if (isList(value)) return value.map((item) => walk(item));
    if ('role' in fields && 'role' in value && JSON.stringify(value).includes(text))
      return { ...value, ...added };
    const holds = Object.values(value).some((item) => typeof item === 'string' && item.includes(text));
    const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
    return holds ? { ...inner, ...added } : inner;
  };
  return walk(body);
}

/**
 * Fields of the smallest object that holds the text, those of objects within it by their own names. Where it is a part of a
 * message that says whose it is, those of the message as well.
 */
export function fieldsBeside(json: unknown, text: string): ReadonlyMap<string, string> | undefined {
  if (json === null || typeof json !== 'object') return undefined;
  const items: readonly unknown[] = Object.values(json);
  for (const item of items) {
    const inner = fieldsBeside(item, text);
    if (inner !== undefined) return 'role' in json ? new Map([...inner, ...flat(json)]) : inner;
  }
  const holds = !Array.isArray(json) && items.some((item) => typeof item === 'string' && item.includes(text));
  return holds ? flat(json) : undefined;
}

function flat(object: object): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(object) as readonly (readonly [string, unknown])[]) {
    if (typeof value === 'string') fields.set(name, value);
    else if (value !== null && typeof value === 'object' && !Array.isArray(value))
      for (const [inner, text] of flat(value)) fields.set(`${name}.${inner}`, text);
  }
  return fields;
}

/** Values that were smuggled in and are shown, where an ordinary object shows another or nothing. */
export function storedOf(
  shown: ReadonlyMap<string, string>,
  plain: ReadonlyMap<string, string>,
  fields: Smuggled,
): readonly { readonly name: string; readonly value: string }[] {
  const values = new Set(flat(fields).values());
  return [...shown].flatMap(([name, value]) => {
    const isSmuggled = values.has(value) || values.has(isoOf(value));
    return isSmuggled && plain.get(name) !== value ? [{ name, value }] : [];
  });
}

/** The same moment as it was sent, however the product writes it. */
function isoOf(value: string): string {
  const moment = /^\d{4}-\d\d-\d\d/.test(value) ? new Date(value) : undefined;
  return moment === undefined || Number.isNaN(moment.getTime()) ? value : moment.toISOString();
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
