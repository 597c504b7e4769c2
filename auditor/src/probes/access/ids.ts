import { answerOf, type Exchange } from '../../core/exchange.ts';
import { closedJson } from '../../intake/cut-json.ts';
import { isIdName } from '../../intake/nouns.ts';
import { readPath } from '../../intake/json-path.ts';
import type { Resource } from '../../intake/resources.ts';
import { parseJson } from './see.ts';

/** How deep a new object's id may lie in the answer that made it: `{ data: { note: { id } } }`. */
const DEPTH = 3;

/**
 * The id of what a request created: where the target file says, else under the names that products use, else the end of
 * the `Location`.
 */
export function createdId(exchange: Exchange, resource: Resource, path?: string): string | undefined {
  const answer = answerOf(exchange);
  if (answer === undefined || answer.status >= 400) return undefined;
  const json = parseJson(answer.truncated ? closedJson(answer.body) : answer.body);
  if (path !== undefined) return text(readPath(json, path));
  return idIn(json, namesOf(resource), DEPTH) ?? lastSegment(answer.headers['location']);
}

/** The likeliest names first: that of the path parameter, then `id` and its relatives. */
function namesOf({ param, name }: Resource): readonly string[] {
  const camel = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    param,
    'id',
    `${camel}Id`,
    `${name.replaceAll('-', '_')}_id`,
    '_id',
    'uuid',
    'slug',
    'key',
    'token',
    'number',
    'no',
  ];
}

function idIn(value: unknown, names: readonly string[], depth: number): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const name of names) {
    const id = text(fields.get(name));
    if (id !== undefined) return id;
  }
  if (depth === 0) return undefined;
  for (const inner of fields.values()) {
    const id = idIn(inner, names, depth - 1);
    if (id !== undefined) return id;
  }
  return undefined;
}

/** The id that stands in the smallest object of a list that holds one of the words. */
export function idBeside(value: unknown, words: readonly string[], resource: Resource): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  const inner = Object.values(value).find(
    (item) => item !== null && typeof item === 'object' && holdsWord(item, words),
  );
  const deeper = inner === undefined ? undefined : idBeside(inner, words, resource);
  if (deeper !== undefined) return deeper;
  return !Array.isArray(value) && holdsWord(value, words)
    ? (idIn(value, namesOf(resource), 0) ?? onlyIdIn(value))
    : undefined;
}

/** The one field that looks like an id, whatever it is called. */
function onlyIdIn(value: object): string | undefined {
  const ids = Object.entries(value).flatMap(([key, item]) => (isIdName(key) ? (text(item) ?? []) : []));
  return ids.length === 1 ? ids[0] : undefined;
}

function holdsWord(value: unknown, words: readonly string[]): boolean {
  const json = JSON.stringify(value);
  return words.some((word) => json.includes(word));
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function lastSegment(location: string | undefined): string | undefined {
  const last = location
    ?.replace(/[?#].*$/, '')
    .replace(/\/$/, '')
    .split('/')
    .at(-1);
  return last === undefined || last === '' ? undefined : decodeURIComponent(last);
}

const HEX = '0123456789abcdef';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** Characters at the end of an id that are changed; enough that nobody else's is hit. */
const CHANGED = 8;

/** An id of the same make that nobody has. */
export function unknownIdLike(id: string): string {
  if (/^\d+$/.test(id)) return `${id}${id.length > 12 ? '' : '000917'}`.replace(/\d$/, '3');
  const alphabet = /^[0-9a-f-]+$/i.test(id) ? HEX : LETTERS;
  let left = CHANGED;
  let changed = '';
  for (let index = id.length - 1; index >= 0; index -= 1) {
    const letter = id.charAt(index);
    const at = alphabet.indexOf(letter.toLowerCase());
    const keeps = at < 0 || left === 0;
    if (!keeps) left -= 1;
    changed = (keeps ? letter : alphabet.charAt((at + 7) % alphabet.length)) + changed;
  }
  return changed;
}
