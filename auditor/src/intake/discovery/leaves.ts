import type { Json } from '../../core/operation.ts';
import { isObject, listOf } from '../json.ts';

/** A string or number inside JSON, with where it stands. */
export interface Leaf {
  readonly keys: readonly (string | number)[];
  /** The nearest key that is a word. */
  readonly name: string;
  readonly value: string;
}

const DEEPEST = 12;
/** Rows of a list that are looked at: what a person may click on next. */
const MOST_ITEMS = 200;
const MOST_LEAVES = 5_000;

/** Strings and whole numbers in a JSON value, in order. */
export function leavesOf(json: Json | undefined): readonly Leaf[] {
  const found: Leaf[] = [];
  if (json !== undefined) collect(json, [], '', found);
  return found;
}

function collect(json: Json, keys: readonly (string | number)[], name: string, found: Leaf[]): void {
  if (found.length >= MOST_LEAVES || keys.length > DEEPEST) return;
  if (typeof json === 'string' || (typeof json === 'number' && Number.isSafeInteger(json))) {
    const value = String(json);
    if (value !== '' && value.length <= 300) found.push({ keys, name, value });
    return;
  }
  if (isObject(json)) {
    for (const [key, one] of Object.entries(json)) collect(one, [...keys, key], key, found);
    return;
  }
  if (!Array.isArray(json)) return;
  for (const [index, one] of listOf(json).slice(0, MOST_ITEMS).entries())
    collect(one, [...keys, index], name, found);
}

const ID_FIELD =
  /^(?:_?id|uuid|guid|slug|key|handle|ref|pk|number|no|sku|username|user_?name|subdomain|sub_domain|short_?name|identifier|token|public_?id)$|(?:Id|_id|Slug|_slug|Uuid|_uuid|Key|_key|Handle|_handle|Token|_token|Ids|_ids)$/;

/** True for fields that hold what addresses an object: `id`, `boardId`, `slug`, `share_token`. */
export function isIdField(name: string): boolean {
  return ID_FIELD.test(name);
}
