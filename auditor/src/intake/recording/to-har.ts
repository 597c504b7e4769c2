import type { Json } from '../../core/operation.ts';
import { objectOf } from '../json.ts';
import type { Pairs, Recorded, RecordedAnswer, RecordedBody, Recording, SeenCredential } from './recorded.ts';

/**
 * A recording as a HAR 1.2 file that holds no secret: what was taken out stays a mark, so that reading the file again gives
 * the same recording.
 *
 * @param scheme `https:` or `http:`
 */
export function toHar({ name, exchanges, credentials }: Recording, scheme: string): string {
  const secret = `{{secret:${name}:0}}`;
  const entries = exchanges.map((one, index) =>
    entryOf(one, scheme, secret, index === 0 ? credentials.flatMap((seen) => headersOf(seen, secret)) : []),
  );
  const creator = { name: 'launch-ready', version: '1' };
  return `${JSON.stringify({ log: { version: '1.2', creator, entries } }, undefined, 1)}\n`;
}

function entryOf(recorded: Recorded, scheme: string, secret: string, more: Pairs): Json {
  const { method, host, path, query, headers, body, answer } = recorded;
  const url = new URL(`${scheme}//${host}${path}`);
  for (const [key, value] of query) url.searchParams.append(key, value);
  return {
    startedDateTime: '1970-01-01T00:00:00.000Z',
    time: 0,
    request: {
      method,
      url: url.href,
      headers: listed([...Object.entries(headers), ...more]),
      ...(body === undefined ? {} : { postData: postDataOf(body) }),
    },
    response: answer === undefined ? { status: 0, headers: [] } : responseOf(answer, secret),
  };
}

function listed(pairs: Pairs): Json {
  return pairs.map(([name, value]) => ({ name, value }));
}

function headersOf({ kind, names }: SeenCredential, secret: string): Pairs {
  switch (kind) {
    case 'bearer':
      return [['authorization', `Bearer ${secret}`]];
    case 'basic':
      return [['authorization', `Basic ${secret}`]];
    case 'cookie':
      return [['cookie', names.map((name) => `${name}=${secret}`).join('; ')]];
    case 'header':
      return names.map((name) => [name, secret] as const);
  }
}

function postDataOf({ contentType, json, files }: RecordedBody): Json {
  if (json !== undefined && !/^(?:multipart\/|application\/x-www-form)/.test(contentType))
    return { mimeType: contentType, text: JSON.stringify(json) };
  const fields = Object.entries(objectOf(json)).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
  return { mimeType: contentType, params: [...fields, ...files.map((name) => ({ name, fileName: name }))] };
}

function responseOf(
  { status, contentType, json, events, location, cookies, dropped = [] }: RecordedAnswer,
  secret: string,
): Json {
  const text =
    events?.map(({ name, json: data }) => eventText(contentType, data, name)).join('') ?? jsonText(json);
  return {
    status,
    headers: listed([
      ...cookies.map((name) => ['set-cookie', `${name}=${secret}`] as const),
      ...dropped.map((name) => ['set-cookie', `${name}=; Max-Age=0`] as const),
      ...(location === undefined ? [] : [['location', location] as const]),
    ]),
    content: { mimeType: contentType, ...(text === undefined ? {} : { text }) },
  };
}

function jsonText(json: Json | undefined): string | undefined {
  return json === undefined ? undefined : JSON.stringify(json);
}

function eventText(contentType: string, data: Json, name: string | undefined): string {
  if (contentType !== 'text/event-stream') return `${JSON.stringify(data)}\n`;
  return `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
}
