import type { Json } from '../core/operation.ts';
import type { AskBody } from './lane.ts';

/** A body twice: as it is recorded, and as it is sent with secrets in place. */
export interface EncodedBody {
  readonly contentType: string;
  readonly recorded: string;
  readonly sent: string;
}

/**
 * Encodes a body. Placeholders are put in their values' place before the encoding, so that a password with a quote or an
 * ampersand arrives as it is.
 */
export function encodeBody(body: AskBody, boundary: string, reveal: (text: string) => string): EncodedBody {
  if (body.kind === 'json') {
    const recorded = JSON.stringify(body.json);
    const sent = recorded.includes('~secret.') ? JSON.stringify(revealJson(body.json, reveal)) : recorded;
    return { contentType: 'application/json', recorded, sent };
  }
  if (body.kind === 'text') {
    return { contentType: body.contentType, recorded: body.text, sent: reveal(body.text) };
  }
  if (body.kind === 'form') {
    const form = (change: (text: string) => string) =>
      Object.entries(body.fields)
        .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(change(value))}`)
        .join('&');
    return {
      contentType: 'application/x-www-form-urlencoded',
      recorded: form((text) => text),
      sent: form(reveal),
    };
  }
  const recorded = multipart(body, boundary);
  return { contentType: `multipart/form-data; boundary=${boundary}`, recorded, sent: reveal(recorded) };
}

function multipart(body: Extract<AskBody, { kind: 'multipart' }>, boundary: string): string {
  const fields = Object.entries(body.fields ?? {}).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  );
  const file =
    `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(body.field)}"; filename="${quoted(body.fileName)}"\r\n` +
    `Content-Type: ${body.contentType}\r\n\r\n${body.content}\r\n`;
  return `${fields.join('')}${file}--${boundary}--\r\n`;
}

/** RFC 7578 leaves quotes and line ends to what browsers do: percent-encode them (WHATWG HTML, 4.10.21.8). */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function revealJson(json: Json, reveal: (text: string) => string): Json {
  if (typeof json === 'string') return reveal(json);
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item: Json) => revealJson(item, reveal));
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, revealJson(value, reveal)]));
}
