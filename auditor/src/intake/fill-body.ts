import type { BodySpec, Json } from '../core/operation.ts';
import { PROSE } from './field-names.ts';
import { exampleFor, type Example, type Reference } from './fill.ts';
import { escapeKey, isObject, listOf } from './json.ts';
import { isIdName } from './nouns.ts';

/** An example made without knowing the shape of the body: a rejection of it proves nothing. */
export interface BodyExample extends Example {
  readonly guessed: boolean;
}

/** Fields that many products accept when nothing is known about a body. */
const USUAL_FIELDS = ['title', 'name', 'message', 'content', 'text'];

/** A body for an operation: by the file's own example, by schema, by the description's example, or guessed. */
export function exampleBody(body: BodySpec | undefined, text: () => string): BodyExample {
  if (body?.schema !== undefined) return { ...exampleFor(body.schema, text), guessed: false };
  if (body?.example !== undefined)
    return { ...fromExample(body.example, text, body.references), guessed: false };
  const fields = USUAL_FIELDS.map((name) => [name, text()] as const);
  const texts = fields.map(([name]) => `/${name}`);
  return { value: Object.fromEntries(fields), texts, references: [], guessed: true };
}

/** An example with fresh text: in the place of `{{text}}`, or else of the fields that are plainly prose. */
export function fromExample(example: Json, text: () => string, ids: readonly string[] = []): Example {
  const marked = JSON.stringify(example).includes('{{text}}');
  const texts: string[] = [];
  const references: Reference[] = [];
  const copy = (value: Json, pointer: string, name: string): Json => {
    if (typeof value === 'string') {
      const isPlace = marked ? value.includes('{{text}}') : PROSE.test(name);
      if (isPlace) {
        texts.push(pointer);
        return marked ? value.replaceAll('{{text}}', () => text()) : text();
      }
      if (isIdName(name) || ids.includes(pointer)) references.push({ pointer, name });
      return value;
    }
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key, copy(one, `${pointer}/${escapeKey(key)}`, key)]),
      );
    }
    return Array.isArray(value)
      ? listOf(value).map((one, index) => copy(one, `${pointer}/${index}`, name))
      : value;
  };
  return { value: copy(example, '', ''), texts, references };
}
