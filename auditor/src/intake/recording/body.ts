import type { Json } from '../../core/operation.ts';
import { isObject } from '../json.ts';
import type { RawBody, RecordedBody, RecordedEvent } from './recorded.ts';

/** The type alone: `application/json; charset=utf-8` is `application/json`. */
export function bareType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

/** JSON in a text, or undefined. */
export function parseJson(text: string | undefined): Json | undefined {
  if (text === undefined || !/^\s*(?:[[{"\d-]|true|false|null)/.test(text)) return undefined;
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}

/** A request's body as data: JSON, a form's fields, or the names of the files that it carries. */
export function readBody(body: RawBody): RecordedBody {
  const contentType = bareType(body.contentType);
  if (contentType.startsWith('multipart/')) return multipart(body, contentType);
  if (contentType === 'application/x-www-form-urlencoded') {
    const entries = body.fields?.map((one) => [one.name, one.value] as const);
    const json = Object.fromEntries(entries ?? [...new URLSearchParams(body.text ?? '')]);
    return { contentType, json, files: [] };
  }
  const json = parseJson(body.text);
  // Clients that forget the header send JSON all the same.
  const named = contentType === '' && isObject(json) ? 'application/json' : contentType || 'text/plain';
  return { contentType: named, files: [], ...(json === undefined ? {} : { json }) };
}

/** In its raw form a part begins with its header; the content is of no interest. */
const PART = /content-disposition:\s*form-data;([^\r\n]*)(?:\r?\n[^\r\n]+)*\r?\n\r?\n([^\r\n]*)/gi;

function multipart({ text = '', fields = [] }: RawBody, contentType: string): RecordedBody {
  const parts = [
    ...fields.map(({ name, value, fileName }) => ({ name, value, isFile: fileName !== undefined })),
    ...[...text.slice(0, 100_000).matchAll(PART)].flatMap(([, head = '', value = '']) => {
      const name = /\bname="([^"]*)"/.exec(head)?.[1];
      return name === undefined ? [] : [{ name, value, isFile: /\bfilename\*?=/.test(head) }];
    }),
  ];
  const values = parts.filter((one) => !one.isFile).map((one) => [one.name, one.value] as const);
  const files = [...new Set(parts.filter((one) => one.isFile).map((one) => one.name))];
  return { contentType, files, ...(values.length === 0 ? {} : { json: Object.fromEntries(values) }) };
}

const MOST_EVENTS = 10;

/** The first messages of a stream, to see how it is built: server-sent events or lines of JSON. */
export function readEvents(text: string, contentType: string): readonly RecordedEvent[] {
  const lines = text.slice(0, 64 * 1024).split(/\r\n|\r|\n/);
  const events: RecordedEvent[] = [];
  let name: string | undefined;
  for (const line of lines) {
    if (events.length === MOST_EVENTS) break;
    if (line.startsWith('event:')) name = line.slice(6).trim();
    if (line === '') name = undefined;
    const data = contentType === 'text/event-stream' ? /^data:\s?(.*)$/.exec(line)?.[1] : line;
    const json = parseJson(data);
    if (json !== undefined) events.push({ json, ...(name === undefined ? {} : { name }) });
  }
  return events;
}
