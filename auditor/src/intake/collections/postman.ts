import type { Json } from '../../core/operation.ts';
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from '../json.ts';
import type { Problem } from '../problem.ts';
import { failure, type Result } from '../result.ts';
import { conclude, type RecordingRead } from '../recording/conclusion.ts';
import { createRecorder } from '../recording/recorder.ts';
import type { Pairs, RawAnswer, RawBody, RawExchange } from '../recording/recorded.ts';
import type { Base } from '../recording/relevance.ts';
import { addressOf, filled, type Variables } from './postman-variables.ts';

const MAX_LENGTH = 20 * 1024 * 1024;
const MOST_REQUESTS = 5_000;
const DEEPEST = 30;

/**
 * Reads a Postman 2.1 collection: folders, variables, saved answers. Its credentials are not used.
 *
 * @see https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html
 */
export function readPostman(
  text: string,
  file: string,
  base: Base = {},
): Result<RecordingRead, readonly Problem[]> {
  const problem = (message: string) => failure([{ level: 'error' as const, file, message }]);
  if (text.length > MAX_LENGTH) return problem('is larger than 20 MiB');
  const parsed = parse(text);
  if (parsed === undefined) return problem('is not JSON, so it is no Postman collection');
  // The API of Postman wraps what the app exports bare.
  const collection = isObject(parsed['collection']) ? parsed['collection'] : parsed;
  const wrong = wrongKind(collection);
  if (wrong !== undefined) return problem(wrong);
  const walk: Walk = { requests: [], disabled: 0, hasAuth: collection['auth'] !== undefined };
  collect(walk, collection, {}, 0);
  const recorder = createRecorder('postman', base);
  for (const { item, variables } of walk.requests.slice(0, MOST_REQUESTS)) {
    const exchange = exchangeOf(item, variables, base.api);
    if (exchange !== undefined) recorder.add(exchange);
  }
  return conclude(recorder, { name: 'postman', file, ...base }, noticesOf(walk));
}

function parse(text: string): JsonObject | undefined {
  try {
    const json: Json = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(json) ? json : {};
  } catch {
    return undefined;
  }
}

function wrongKind(collection: JsonObject): string | undefined {
  if (Array.isArray(collection['item'])) return undefined;
  if (Array.isArray(collection['requests']))
    return 'is a Postman 1 collection; export it as "Collection v2.1"';
  if (Array.isArray(collection['values'])) return 'is a Postman environment; export the collection instead';
  return 'is JSON, but not a Postman collection: it has no "item"';
}

interface Walk {
  readonly requests: { readonly item: JsonObject; readonly variables: Variables }[];
  disabled: number;
  hasAuth: boolean;
}

function collect(walk: Walk, folder: JsonObject, above: Variables, depth: number): void {
  const variables = { ...above, ...variablesOf(folder['variable']) };
  if (depth > DEEPEST) return;
  for (const one of listOf(folder['item'])) {
    const item = objectOf(one);
    if (item['auth'] !== undefined || objectOf(item['request'])['auth'] !== undefined) walk.hasAuth = true;
    if (item['disabled'] === true) walk.disabled += 1;
    else if (item['item'] === undefined) walk.requests.push({ item, variables });
    else collect(walk, item, variables, depth + 1);
  }
}

function variablesOf(list: Json | undefined): Variables {
  const entries = listOf(list).flatMap((one) => {
    const { key, id, value, disabled } = objectOf(one);
    const name = textOf(key) ?? textOf(id);
    const isPlain = typeof value === 'string' || typeof value === 'number';
    return name === undefined || !isPlain || disabled === true ? [] : [[name, String(value)] as const];
  });
  return Object.fromEntries(entries);
}

function noticesOf({ requests, disabled, hasAuth }: Walk): readonly string[] {
  const notices: string[] = [];
  if (hasAuth) notices.push('has credentials of its own, which are not used: identities say who asks');
  if (disabled > 0) notices.push(`${disabled} disabled items are left out`);
  if (requests.length > MOST_REQUESTS) notices.push(`only the first ${MOST_REQUESTS} requests are used`);
  return notices;
}

function exchangeOf(
  item: JsonObject,
  variables: Variables,
  api: string | undefined,
): RawExchange | undefined {
  const short = textOf(item['request']);
  const request = short === undefined ? objectOf(item['request']) : { url: short };
  const url = addressOf(request['url'], variables, api);
  if (url === undefined) return undefined;
  const body = bodyOf(request['body'], variables);
  const answer = answerOf(listOf(item['response'])[0]);
  return {
    method: (textOf(request['method']) ?? 'GET').toUpperCase(),
    url,
    headers: enabledPairs(request['header'], variables),
    ...(body === undefined ? {} : { body }),
    ...(answer === undefined ? {} : { answer }),
  };
}

function enabledPairs(list: Json | undefined, variables: Variables): Pairs {
  return listOf(list).flatMap((one) => {
    const { key, value, disabled } = objectOf(one);
    const name = textOf(key);
    if (name === undefined || disabled === true) return [];
    return [[name.toLowerCase(), filled(textOf(value) ?? '', variables)] as const];
  });
}

const LANGUAGES: { readonly [language: string]: string } = {
  json: 'application/json',
  xml: 'application/xml',
  text: 'text/plain',
};

function bodyOf(json: Json | undefined, variables: Variables): RawBody | undefined {
  const body = objectOf(json);
  if (body['disabled'] === true) return undefined;
  switch (textOf(body['mode'])) {
    case 'raw': {
      const text = filled(textOf(body['raw']) ?? '', variables);
      const language = textOf(objectOf(objectOf(body['options'])['raw'])['language']) ?? 'json';
      return text === '' ? undefined : { contentType: LANGUAGES[language] ?? 'text/plain', text };
    }
    case 'urlencoded':
      return {
        contentType: 'application/x-www-form-urlencoded',
        fields: fieldsOf(body['urlencoded'], variables),
      };
    case 'formdata':
      return { contentType: 'multipart/form-data', fields: fieldsOf(body['formdata'], variables) };
    case 'graphql': {
      const { query, variables: given } = objectOf(body['graphql']);
      const values = parse(filled(textOf(given) ?? '{}', variables)) ?? {};
      const text = JSON.stringify({ query: textOf(query) ?? '', variables: values });
      return { contentType: 'application/json', text };
    }
    case undefined:
    default:
      return undefined;
  }
}

function fieldsOf(list: Json | undefined, variables: Variables): NonNullable<RawBody['fields']> {
  return listOf(list).flatMap((one) => {
    const { key, value, type, disabled } = objectOf(one);
    const name = textOf(key);
    if (name === undefined || disabled === true) return [];
    return [
      { name, value: filled(textOf(value) ?? '', variables), ...(type === 'file' ? { fileName: name } : {}) },
    ];
  });
}

/** A saved example of an answer shows where ids come from. */
function answerOf(json: Json | undefined): RawAnswer | undefined {
  const { code, body, header } = objectOf(json);
  const status = numberOf(code);
  if (status === undefined) return undefined;
  const headers = enabledPairs(header, {});
  const contentType = headers.find(([name]) => name === 'content-type')?.[1] ?? 'application/json';
  const text = textOf(body);
  return { status, contentType, headers, ...(text === undefined ? {} : { text }) };
}
