import type { BodySpec, Json, JsonSchema } from '../../core/operation.ts';
import { PROSE } from '../field-names.ts';
import { escapeKey, isObject, listOf, objectOf } from '../json.ts';
import { isIdName } from '../nouns.ts';
import { succeeded } from '../recording/recorded.ts';
import { isMark } from '../recording/secrets.ts';
import type { Asked } from './asked.ts';
import { idShape } from './id-shapes.ts';
import { isIdField, leavesOf } from './leaves.ts';
import { isMail } from './who.ts';

/** The body of an operation: the fullest one that was accepted, its prose marked as free text. */
export function exampleBodyOf(calls: readonly Asked[]): BodySpec | undefined {
  const withBody = calls.filter(({ recorded }) => recorded.body !== undefined);
  const rank = ({ recorded }: Asked) =>
    (succeeded(recorded) ? 10_000 : 0) +
    leavesOf(recorded.body?.json).length +
    (recorded.body?.files.length ?? 0);
  const best = [...withBody].sort((left, right) => rank(right) - rank(left)).at(0);
  const body = best?.recorded.body;
  if (best === undefined || body === undefined) return undefined;
  const { contentType, json, files } = body;
  if (files.length > 0) return { contentType, schema: multipartSchema(files, json) };
  if (json === undefined) return { contentType };
  const references: string[] = [];
  const example = marked(json, { asked: best, pointer: '', name: '' }, references);
  return { contentType, example, ...(references.length === 0 ? {} : { references }) };
}

function multipartSchema(files: readonly string[], json: Json | undefined): JsonSchema {
  const fields = Object.entries(objectOf(json)).map(([name, value]): [string, JsonSchema] => [
    name,
    { type: 'string', example: withoutMark(name, typeof value === 'string' ? value : JSON.stringify(value)) },
  ]);
  const binary = files.map((name): [string, JsonSchema] => [name, { type: 'string', format: 'binary' }]);
  return { type: 'object', properties: Object.fromEntries([...binary, ...fields]), required: [...files] };
}

interface Spot {
  readonly asked: Asked;
  readonly pointer: string;
  readonly name: string;
}

function marked(json: Json, spot: Spot, references: string[]): Json {
  const { asked, pointer, name } = spot;
  if (isObject(json)) {
    const entries = Object.entries(json).map(([key, value]) => [
      key,
      marked(value, { asked, pointer: `${pointer}/${escapeKey(key)}`, name: key }, references),
    ]);
    return Object.fromEntries(entries);
  }
  if (Array.isArray(json))
    return listOf(json).map((one, index) =>
      marked(one, { asked, pointer: `${pointer}/${index}`, name }, references),
    );
  if (typeof json === 'string' && isReference(asked, name, json)) {
    references.push(pointer);
    return isMark(json) ? '{{token}}' : json;
  }
  return typeof json === 'string' ? markedText(json, spot) : json;
}

/** True for a value that an earlier answer gave out as an id. */
function isReference({ known, index }: Asked, name: string, value: string): boolean {
  if (!isIdName(name) && (idShape(value) ?? 'integer') === 'integer') return false;
  return (known.origins.get(value) ?? []).some((one) => one.call < index && isIdField(one.name));
}

function markedText(value: string, { asked, pointer, name }: Spot): string {
  if (isMark(value)) return withoutMark(name, value);
  // The document of a GraphQL request is code, whatever it looks like.
  if (asked.variant !== undefined && pointer === '/query') return value;
  if (isMail(value)) return isOwnMail(asked, value) ? value : 'someone@example.test';
  return isProse(name, value) ? '{{text}}' : value;
}

/** Only addresses that the product knows an account of are kept: nothing shall ever be sent to anybody else. */
function isOwnMail({ known }: Asked, value: string): boolean {
  return known.origins.has(value);
}

function isProse(name: string, value: string): boolean {
  if (/^(?:https?:\/\/|\/)|^\d{4}-\d{2}-\d{2}/.test(value) || idShape(value) !== undefined) return false;
  return PROSE.test(name) || /\p{L}{2,}\s+\S*\p{L}/u.test(value);
}

/** What a secret in a recorded body stood for, in the words of the target file. */
function withoutMark(name: string, value: string): string {
  if (!isMark(value)) return value;
  if (/pass|pwd|kennwort|senha|mdp/i.test(name)) return '{{password}}';
  if (/otp/i.test(name)) return '{{totp}}';
  if (/refresh/i.test(name)) return '{{refreshToken}}';
  return /code/i.test(name) ? '{{code}}' : '{{token}}';
}
