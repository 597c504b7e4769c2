import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Json, Operation } from '../../core/operation.ts';
import type { ChatSpec, Target } from '../../core/target.ts';
import { own } from '../../core/own.ts';
import { lettersOf } from '../../core/text/letters.ts';
import type { ChatTurn } from '../../evidence/chat-turn.ts';
import { callOf, told } from '../../evidence/response-call.ts';
import { readPath } from '../../intake/json-path.ts';
import { fillPath, shapeOf } from '../../intake/path-template.ts';
import type { Ask, Lane, Undo } from '../../io/lane.ts';
import { patiently } from '../access/patient.ts';
import { ofOwnTenant } from '../access/tenant-fields.ts';
import { readReply } from './reply.ts';

/** How one identity talks to the bot. */
export interface Chat {
  readonly spec: ChatSpec;
  /** What a message and the start of a conversation hold, with the identity's own tenant in them. */
  readonly body: Json;
  readonly opening: Json;
  readonly identity: string;
  /** Id of the operation that sends, as reports know it. */
  readonly operation: string;
  readonly patienceMs: number;
}

/** A turn with the bot's words. */
export interface Said extends ChatTurn {
  readonly exchange: Exchange;
  /** Empty when there was no readable reply. */
  readonly text: string;
}

export function chatOf(
  spec: ChatSpec,
  identity: string,
  target: Target,
  operations: readonly Operation[],
): Chat {
  const { method, path } = spec.send;
  const known = operations.find((one) => one.method === method && shapeOf(one.path) === shapeOf(path));
  return {
    spec,
    body: ofOwnTenant(target, identity, spec.body),
    opening: ofOwnTenant(target, identity, spec.create?.json ?? {}),
    identity,
    operation: known?.id ?? `${method} ${path}`,
    patienceMs: target.limits.patienceMs,
  };
}

/** A conversation that goes on. */
export interface Talk {
  say(prompt: string): Promise<Said>;
}

/** Starts a conversation of its own. Where that fails, every turn says so. */
export async function openTalk(lane: Lane, chat: Chat): Promise<Talk> {
  const opened = await openConversation(lane, chat);
  if (opened.kind === 'failed') return { say: () => Promise.resolve(opened.said) };
  let { id } = opened;
  return {
    async say(prompt) {
      const exchange = await patiently(lane, () => sendMessage(lane, chat, id, prompt));
      id ??= idIn(exchange, chat.spec.conversation);
      return heard(exchange, chat.spec);
    },
  };
}

/** Says some messages in a conversation of its own, one after the other, and returns all turns. */
export async function converse(lane: Lane, chat: Chat, prompts: readonly string[]): Promise<readonly Said[]> {
  const talk = await openTalk(lane, chat);
  const turns: Said[] = [];
  for (const prompt of prompts) turns.push(await talk.say(prompt));
  return turns;
}

/** Says one message in a conversation of its own. */
export async function askOnce(lane: Lane, chat: Chat, prompt: string): Promise<Said> {
  const talk = await openTalk(lane, chat);
  return talk.say(prompt);
}

type Opened =
  | { readonly kind: 'open'; readonly id: Json | undefined }
  | { readonly kind: 'failed'; readonly said: Said };

/** Starts a conversation, where that is a request of its own, and notes how to remove it. */
export async function openConversation(lane: Lane, chat: Chat): Promise<Opened> {
  const { create } = chat.spec;
  if (create === undefined) return { kind: 'open', id: undefined };
  const ask: Ask = {
    method: 'POST',
    path: create.post,
    operation: `POST ${create.post}`,
    as: chat.identity,
    body: { kind: 'json', json: fill(chat.opening, { text: 'launch-ready' }) },
  };
  const exchange = await patiently(lane, () =>
    lane.create(ask, (made) => undoOf(chat, idIn(made, create.id))),
  );
  const id = idIn(exchange, create.id);
  if (id !== undefined) return { kind: 'open', id };
  const because = `no conversation could be started: ${told(callOf(exchange))}`;
  return { kind: 'failed', said: { exchange, call: callOf(exchange), letters: 0, because, text: '' } };
}

/** Sends one message, whatever becomes of it. */
export function sendMessage(lane: Lane, chat: Chat, id: Json | undefined, prompt: string): Promise<Exchange> {
  return deliver(lane, chat, id, messageAsk(chat, id, prompt));
}

/** The request that sends a message. */
export function messageAsk(chat: Chat, id: Json | undefined, prompt: Json): Ask {
  const { spec, identity, operation } = chat;
  const values = id === undefined ? {} : { conversation: typeof id === 'string' ? id : JSON.stringify(id) };
  return {
    method: spec.send.method,
    path: fillPath(spec.send.path, values) ?? spec.send.path,
    operation,
    as: identity,
    headers: spec.headers,
    body: {
      kind: 'json',
      json: fill(chat.body, { prompt, ...(id === undefined ? {} : { conversation: id }) }),
    },
    timeoutMs: chat.patienceMs,
  };
}

/** Sends such a request. Where the first message starts the conversation, it is the one to remember for removal. */
export function deliver(lane: Lane, chat: Chat, id: Json | undefined, ask: Ask): Promise<Exchange> {
  const { spec } = chat;
  const starts = spec.create === undefined && id === undefined;
  return starts ? lane.create(ask, (made) => undoOf(chat, idIn(made, spec.conversation))) : lane.send(ask);
}

/** The id of the conversation that a message has started. */
export function startedBy(exchange: Exchange, { conversation }: ChatSpec): Json | undefined {
  return idIn(exchange, conversation);
}

function heard(exchange: Exchange, spec: ChatSpec): Said {
  const call = callOf(exchange);
  const answer = answerOf(exchange);
  if (answer === undefined) return { exchange, call, letters: 0, because: told(call), text: '' };
  const reply = readReply(answer, spec);
  if (reply.kind === 'unreadable') {
    return { exchange, call, letters: 0, because: `${call.line}: ${reply.because}`, text: '' };
  }
  const letters = lettersOf(reply.text).text.length;
  if (answer.cut === undefined) return { exchange, call, letters, text: reply.text };
  return { exchange, call, letters, because: `${call.line}: the reply did not end`, text: reply.text };
}

function undoOf({ spec, identity }: Chat, id: Json | undefined): Undo | undefined {
  if (id === undefined) return undefined;
  const text = typeof id === 'string' ? id : JSON.stringify(id);
  const what = `conversation ${text} of ${identity}`;
  const path = spec.remove === undefined ? undefined : fillPath(spec.remove, { conversation: text });
  return path === undefined ? { what } : { what, ask: { method: 'DELETE', path, as: identity } };
}

function idIn(exchange: Exchange, path: string | undefined): Json | undefined {
  const answer = answerOf(exchange);
  if (answer === undefined || path === undefined || answer.status >= 400) return undefined;
  const candidates = [answer.body, ...answer.body.split('\n').map((line) => line.replace(/^data:\s*/, ''))];
  for (const text of candidates.slice(0, 50)) {
    const value = readPath(parsed(text), path);
    if (typeof value === 'string' || typeof value === 'number') return value;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Puts values in a template. A field that is nothing but a value that is not there is left out. */
function fill(json: Json, values: { readonly [name: string]: Json }): Json {
  if (typeof json === 'string') return fillText(json, values);
  if (json === null || typeof json !== 'object') return json;
  if (isList(json)) return json.map((item) => fill(item, values));
  return Object.fromEntries(
    Object.entries(json)
      .filter(([, value]) => !isMissing(value, values))
      .map(([key, value]) => [key, fill(value, values)]),
  );
}

function fillText(text: string, values: { readonly [name: string]: Json }): Json {
  const whole = /^\{\{(\w+)\}\}$/.exec(text)?.[1];
  if (whole !== undefined && Object.hasOwn(values, whole)) return values[whole] ?? null;
  return text.replaceAll(/\{\{(\w+)\}\}/g, (mark, name: string) => {
    const value = own(values, name);
    if (value === undefined) return mark;
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

function isMissing(value: Json, values: { readonly [name: string]: Json }): boolean {
  return value === '{{conversation}}' && !Object.hasOwn(values, 'conversation');
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
