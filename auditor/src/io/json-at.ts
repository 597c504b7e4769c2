import { readPath } from '../intake/json-path.ts';

/** The text or number at a JSON path of an answer's body; undefined where there is none or the body is no JSON. */
export function readJsonAt(body: string, path: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const value = readPath(parsed, path);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
