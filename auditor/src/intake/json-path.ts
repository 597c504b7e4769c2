import { JSON_PATH } from '../core/target/words.ts';
import { failure, success, type Result } from './result.ts';

const PART = /\.([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^']+)'\]/g;

/** The keys and indexes of a JSON path such as `$.items[0].id`. Only paths that find one value are understood. */
export function parseJsonPath(path: string): Result<readonly (string | number)[], string> {
  if (!JSON_PATH.test(path))
    return failure(`"${path}" is not a JSON path; write one such as $.data.id or $.items[0].id`);
  const keys = [...path.matchAll(PART)].map(([, name, index, quoted]) =>
    index === undefined ? (name ?? quoted ?? '') : Number(index),
  );
  return success(keys);
}

/**
 * The value at a path; undefined where there is none, or where the path cannot be read.
 *
 * @example
 * readPath({ user: { roles: ['admin'] } }, '$.user.roles[0]') // 'admin'
 */
export function readPath(json: unknown, path: string): unknown {
  const parsed = parseJsonPath(path);
  if (!parsed.ok) return undefined;
  let value = json;
  for (const key of parsed.value) {
    if (value === null || typeof value !== 'object') return undefined;
    if (typeof key === 'number' && !Array.isArray(value)) return undefined;
    const own = Object.getOwnPropertyDescriptor(value, key);
    value = own?.value;
  }
  return value;
}

/** Writes keys as a JSON path: `['items', 0, 'id']` is `$.items[0].id`. */
export function formatJsonPath(keys: readonly (string | number)[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return /^[A-Za-z_][\w-]*$/.test(key) ? `${path}.${key}` : `${path}['${key}']`;
  }, '$');
}
