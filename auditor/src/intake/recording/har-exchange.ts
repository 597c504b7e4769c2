import type { Json } from '../../core/operation.ts';
import { isObject, listOf, numberOf, objectOf, textOf } from '../json.ts';
import type { Pairs, RawAnswer, RawBody, RawExchange } from './recorded.ts';

/** One HAR entry as an exchange; undefined when it lacks what every request has. */
export function exchangeOf(entry: Json): RawExchange | undefined {
  const request = objectOf(objectOf(entry)['request']);
  const method = textOf(request['method']);
  const url = textOf(request['url']);
  if (method === undefined || url === undefined) return undefined;
  const body = bodyOf(request['postData']);
  const answer = answerOf(objectOf(entry)['response']);
  return {
    method: method.toUpperCase(),
    url,
    headers: pairsOf(request['headers']),
    ...(body === undefined ? {} : { body }),
    ...(answer === undefined ? {} : { answer }),
  };
}

function bodyOf(json: Json | undefined): RawBody | undefined {
  if (!isObject(json)) return undefined;
  const text = textOf(json['text']);
  const params = listOf(json['params']).map((one) => objectOf(one));
  if ((text === undefined || text === '') && params.length === 0) return undefined;
  const fields = params.flatMap((one) => {
    const name = textOf(one['name']);
    const fileName = textOf(one['fileName']);
    if (name === undefined) return [];
    return [{ name, value: textOf(one['value']) ?? '', ...(fileName === undefined ? {} : { fileName }) }];
  });
  return {
    contentType: textOf(json['mimeType']) ?? '',
    ...(text === undefined ? {} : { text }),
    ...(fields.length === 0 ? {} : { fields }),
  };
}

function answerOf(json: Json | undefined): RawAnswer | undefined {
  if (!isObject(json)) return undefined;
  const content = objectOf(json['content']);
  const text = textOf(content['text']);
  const decoded = text !== undefined && content['encoding'] === 'base64' ? fromBase64(text) : text;
  return {
    status: numberOf(json['status']) ?? 0,
    contentType: textOf(content['mimeType']) ?? '',
    headers: pairsOf(json['headers']),
    ...(decoded === undefined ? {} : { text: decoded }),
  };
}

function pairsOf(json: Json | undefined): Pairs {
  return listOf(json).flatMap((one) => {
    const name = textOf(objectOf(one)['name']);
    return name === undefined ? [] : [[name.toLowerCase(), textOf(objectOf(one)['value']) ?? ''] as const];
  });
}

/** Browsers write bodies this way when they are not sure that they are text. */
function fromBase64(text: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
