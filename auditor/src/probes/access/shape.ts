/**
 * Shapes of JSON answers: which fields there are and of what sort. Two customers' answers of one route have one shape and
 * other values; an error has another shape.
 */

/** How much of their fields two answers must share to count as the same kind of answer. */
const ALIKE = 0.7;
const DEPTH = 2;
/** Items of a list that are looked at; the fields of all of them together are its shape. */
const ITEMS = 5;

/** Fields such as `$.user:object`, down to two levels. `null` says nothing about a field, so it counts as absent. */
function shapeOf(value: unknown, at = '$', depth = DEPTH): ReadonlySet<string> {
  const kind = kindOf(value);
  const fields = new Set(kind === undefined ? [] : [`${at}:${kind}`]);
  if (depth === 0) return fields;
  for (const [key, item] of parts(value)) {
    for (const field of shapeOf(item, `${at}.${key}`, depth - 1)) fields.add(field);
  }
  return fields;
}

/** True when two JSON values look like answers of the same kind. */
export function alike(one: unknown, other: unknown): boolean {
  const [left, right] = [shapeOf(one), shapeOf(other)];
  const common = [...left].filter((field) => right.has(field)).length;
  const all = new Set([...left, ...right]).size;
  return all > 0 && common / all >= ALIKE;
}

const DENIAL_FIELD = /^(?:errors?|error_?(?:code|description|message)|detail|fault|unauthori[sz]ed)$/i;
const DENIAL_FLAG = /^(?:ok|success|succeeded|authenticated|authori[sz]ed)$/i;
const DENIAL_STATE = /^(?:error|fail|failed|failure|denied|unauthori[sz]ed|forbidden)$/i;

/** True for an answer that says no in its words, whatever its status: `{"error": …}`, `{"ok": false}`. */
export function deniesInWords(value: unknown): boolean {
  return parts(value).some(
    ([key, item]) =>
      (DENIAL_FIELD.test(key) && item !== null && item !== false && item !== '' && !isEmptyList(item)) ||
      (DENIAL_FLAG.test(key) && item === false) ||
      (key === 'status' && typeof item === 'string' && DENIAL_STATE.test(item)),
  );
}

/**
 * True for a read that says with success that nobody is there: `null` or `{}` where a session is described, `{"user": null}`
 * where an account is. All that it holds besides is what anybody gets: a text that stands in the full answer too, a `false`.
 */
export function withholds(value: unknown, wanted: unknown): boolean {
  const full = fieldsOf(wanted);
  if (full === undefined || full.size === 0) return false;
  if (value === null) return true;
  const fields = fieldsOf(value);
  if (fields === undefined) return false;
  if (fields.size === 0) return true;
  const records = [...full].filter(([, item]) => (fieldsOf(item)?.size ?? 0) > 0);
  const isGone = records.length > 0 && records.every(([key]) => (fields.get(key) ?? null) === null);
  return isGone && [...fields].every(([key, item]) => saysNothing(item) || item === full.get(key));
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

function saysNothing(value: unknown): boolean {
  return value === null || value === false || value === 0 || value === '' || isEmptyList(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function kindOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return Array.isArray(value) ? 'list' : typeof value;
}

function parts(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.slice(0, ITEMS).map((item) => ['*', item]);
  return value !== null && typeof value === 'object' ? Object.entries(value) : [];
}
