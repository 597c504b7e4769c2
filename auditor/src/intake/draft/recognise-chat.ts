import type { Json, JsonSchema, Operation } from '../../core/operation.ts';
import { leavesOf, type Leaf } from '../discovery/leaves.ts';
import { formatJsonPath } from '../json-path.ts';
import { isObject, listOf } from '../json.ts';
import { pathParams, shapeOf } from '../path-template.ts';
import type { Recorded, RecordedEvent, Recording } from '../recording/recorded.ts';
import { conversationNamed } from './recognise-conversation.ts';
import { answersTo } from './recognise.ts';
import { findUpload } from './recognise-upload.ts';

/** The `chat` section of a target file. */
export type ChatSection = { readonly [key: string]: Json };

const CHAT = /\/(?:chat|chats|messages?|completions?|ask|answer|prompt|query|generate|converse|respond)$/i;
const PROMPT = /^(?:message|prompt|content|text|question|query|input|q)$/i;

/** The operation that talks to the bot, how its answer comes back, and what has to be made before. */
export function recogniseChat(
  operations: readonly Operation[],
  recordings: readonly Recording[],
  tenantParam?: string,
): ChatSection | undefined {
  const candidates = operations.flatMap((operation) => {
    const body = operation.method === 'POST' && CHAT.test(operation.path) ? promptBody(operation) : undefined;
    if (body === undefined) return [];
    const answers = answersTo(operation, recordings);
    return [{ operation, body, answers, rank: rankOf(operation, answers) }];
  });
  const best = candidates.sort((left, right) => right.rank - left.rank).at(0);
  if (best === undefined) return undefined;
  const { operation, body, answers } = best;
  const params = pathParams(operation.path).filter((name) => name !== tenantParam);
  const [param] = params;
  const named = param === undefined ? conversationNamed(operation, operations, recordings) : undefined;
  const create = param === undefined ? named?.create : creatorOf(operation, param, operations);
  // More than the conversation in the path: nothing would fill it in.
  if (params.length > 1 || (param !== undefined && create === undefined)) return undefined;
  const send = operation.path.replace(`{${param}}`, '{conversation}');
  const upload = findUpload(operations, [tenantParam], recordings);
  const remove = param === undefined ? undefined : removerOf(operation, param, operations);
  const history = operations.some(
    (one) => one.method === 'GET' && shapeOf(one.path) === shapeOf(operation.path),
  );
  return {
    ...(create === undefined ? {} : { create }),
    send: `POST ${send}`,
    body: named !== undefined && isObject(body) ? { ...body, [named.field]: '{{conversation}}' } : body,
    ...(answers.length === 0 ? describedAnswer(operation) : answerOf(answers)),
    ...(history && param !== undefined ? { history: `GET ${send}` } : {}),
    ...(named?.history === undefined ? {} : { history: named.history }),
    ...(named?.remove === undefined ? {} : { remove: named.remove }),
    ...(remove === undefined ? {} : { remove: remove.replace(`{${param}}`, '{conversation}') }),
    ...(upload === undefined ? {} : { upload }),
  };
}

/** The address that deletes a conversation, with its parameter called as in the operation that talks. */
function removerOf({ path }: Operation, param: string, operations: readonly Operation[]): string | undefined {
  const object = path.slice(0, path.indexOf(`{${param}}`) + param.length + 2);
  const isThere = operations.some((one) => one.method === 'DELETE' && shapeOf(one.path) === shapeOf(object));
  return isThere ? object : undefined;
}

function rankOf({ path }: Operation, answers: readonly Recorded[]): number {
  const isStreamed = answers.some((one) => one.answer?.events !== undefined);
  return (isStreamed ? 10 : 0) + (/chat|conversation|assistant|thread|ask|completion/i.test(path) ? 5 : 0);
}

/** The recorded body with the prompt in its place. */
function promptBody({ body }: Operation): Json | undefined {
  const example = body?.example;
  if (isObject(example)) {
    const leaves = leavesOf(example);
    const prompt = leaves.findLast((one) => PROMPT.test(one.name));
    return prompt === undefined ? undefined : replaced(example, prompt.keys);
  }
  const name = Object.keys(body?.schema?.properties ?? {}).find((one) => PROMPT.test(one));
  return name === undefined ? undefined : { [name]: '{{prompt}}' };
}

function replaced(json: Json, keys: Leaf['keys']): Json {
  const [first, ...rest] = keys;
  if (first === undefined) return '{{prompt}}';
  if (isObject(json))
    return Object.fromEntries(
      Object.entries(json).map(([key, value]) => [key, key === first ? replaced(value, rest) : value]),
    );
  return listOf(json).map((one, index) => (index === first ? replaced(one, rest) : one));
}

function creatorOf(
  { path }: Operation,
  param: string,
  operations: readonly Operation[],
): { readonly [key: string]: Json } | undefined {
  const object = shapeOf(path.slice(0, path.indexOf(`{${param}}`) + param.length + 2));
  const collection = object.slice(0, -'/{}'.length);
  const posts = operations.filter((one) => one.method === 'POST');
  const shown = posts.find((one) => one.produces?.some(({ creates = '' }) => shapeOf(creates) === object));
  const creator = shown ?? posts.find((one) => shapeOf(one.path) === collection);
  if (creator === undefined) return undefined;
  const id = creator.produces?.find(({ creates = '' }) => shapeOf(creates) === object)?.at;
  const json = creator.body?.example;
  return {
    post: creator.path,
    ...(isObject(json) && Object.keys(json).length > 0 ? { json } : {}),
    ...(id === undefined || id === '$.id' ? {} : { id }),
  };
}

const REPLY = /^(?:reply|answer|response|content|message|text|output|completion)$/i;
const DELTA = /^(?:delta|text|content|token|chunk|answer|reply|message|output)$/i;

/** Names that are hardly ever anything else than the reply. */
const SURE = /^(?:reply|answer|response|completion)$/i;

/** Where the reply stands, as the description of the answer names it. */
function describedAnswer({ answer }: Operation): { readonly [key: string]: Json } {
  const places = textsIn(answer).filter((keys) => REPLY.test(keys.at(-1) ?? ''));
  const best = places.find((keys) => SURE.test(keys.at(-1) ?? '')) ?? places[0];
  return best === undefined ? {} : { reply: formatJsonPath(best) };
}

const DEEPEST = 3;

/** The paths of strings in an object, the outer ones first. */
function textsIn(
  schema: JsonSchema | undefined,
  above: readonly string[] = [],
): readonly (readonly string[])[] {
  if (above.length >= DEEPEST) return [];
  const own = Object.entries(schema?.properties ?? {});
  return [
    ...own.flatMap(([key, one]) => (one.type === 'string' ? [[...above, key]] : [])),
    ...own.flatMap(([key, one]) => textsIn(one, [...above, key])),
  ];
}

/** Where the reply stands: in one answer of JSON, or in the pieces of a stream. */
function answerOf(answers: readonly Recorded[]): { readonly [key: string]: Json } {
  const streamed = answers.find((one) => one.answer?.events !== undefined)?.answer;
  if (streamed?.events !== undefined) {
    const format = streamed.contentType === 'text/event-stream' ? 'sse' : 'ndjson';
    return { stream: pieceIn(streamed.events, format) ?? format };
  }
  const leaves = answers.flatMap((one) => leavesOf(one.answer?.json)).filter((one) => REPLY.test(one.name));
  const longest = [...leaves].sort((left, right) => right.value.length - left.value.length).at(0);
  return longest === undefined ? {} : { reply: formatJsonPath(longest.keys) };
}

/** The text of a stream stands where words do in most of its messages: in a field called so, else in the one that says most. */
function pieceIn(
  events: readonly RecordedEvent[],
  format: string,
): { readonly [key: string]: Json } | undefined {
  const leaves = events.flatMap(({ name: event, json }) =>
    leavesOf(json).map((leaf) => ({ event, path: formatJsonPath(leaf.keys), ...leaf })),
  );
  const groups = [...Map.groupBy(leaves, ({ event, path }) => `${event} ${path}`).values()];
  const rank = (group: typeof leaves) =>
    (group.some((one) => DELTA.test(one.name)) ? 1_000_000 : 0) +
    new Set(group.map((one) => one.value)).size * 1_000 +
    group.reduce((sum, one) => sum + one.value.length, 0);
  const [best] = groups.sort((left, right) => rank(right) - rank(left));
  const [piece] = best ?? [];
  if (piece === undefined) return undefined;
  return { format, text: piece.path, ...(piece.event === undefined ? {} : { event: piece.event }) };
}
