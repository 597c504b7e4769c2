import type { Answer } from '../../core/exchange.ts';
import { lettersOf } from '../../core/text/letters.ts';
import type { ChatSpec } from '../../core/target.ts';
import { readPath } from '../../intake/json-path.ts';
import { pieceOf } from './piece.ts';
import { jsonLines, serverSentEvents, type StreamMessage } from './stream.ts';

/** What the bot said, or why that cannot be known. */
export type Reply =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly because: string };

type ReplySpec = Pick<ChatSpec, 'reply' | 'stream'>;

/** Reads the bot's words from an answer. A page, an error or an empty reply is no reply: nothing follows from it. */
export function readReply(answer: Answer, spec: ReplySpec): Reply {
  const { status, body } = answer;
  if (status < 200 || status > 299) return unreadable(`it answered ${status}: ${excerpt(body)}`);
  if (body.trim() === '') return unreadable(`it answered ${status} with an empty body`);
  if (/^\s*<(?:!doctype|html)/i.test(body)) return unreadable('it answered with an HTML page');
  const text = wordsOf(answer, spec);
  if (text === undefined) {
    return unreadable(`the reply is not where chat.reply or chat.stream says: ${excerpt(body)}`);
  }
  if (lettersOf(text).text === '') return unreadable('the reply is empty');
  return { kind: 'said', text };
}

function wordsOf(answer: Answer, { reply, stream }: ReplySpec): string | undefined {
  const { body, headers } = answer;
  const type = headers['content-type'] ?? '';
  // The answer itself says best what it is: a product may stream or not, as it is asked.
  if (type.includes('text/event-stream') || /^(?:data|event|id|retry|):/.test(body)) {
    return streamed(serverSentEvents(body), stream);
  }
  const json = parsed(body);
  if (json !== undefined) return fromJson(json, reply);
  const isLines = stream?.format === 'ndjson' || type.includes('ndjson') || /^(?:[0-9a-f]:|\{)/.test(body);
  return isLines ? (streamed(jsonLines(body), stream) ?? body) : body;
}

function fromJson(json: unknown, path: string | undefined): string | undefined {
  if (path === undefined) return pieceOf(json);
  return pieceOf(readPath(json, path));
}

function streamed(messages: readonly StreamMessage[], stream: ChatSpec['stream']): string | undefined {
  const { text, event, done } = { text: undefined, event: undefined, done: undefined, ...stream };
  const pieces: string[] = [];
  for (const message of messages) {
    if (message.data === '[DONE]' || message.data === done) break;
    if (event !== undefined && message.event !== event) continue;
    const json = parsed(message.data);
    const piece =
      json === undefined ? message.data : pieceOf(text === undefined ? json : readPath(json, text));
    if (piece !== undefined) pieces.push(piece);
  }
  return pieces.length === 0 ? undefined : pieces.join('');
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function unreadable(because: string): Reply {
  return { kind: 'unreadable', because };
}

function excerpt(body: string): string {
  const text = body.replaceAll(/\s+/g, ' ').trim();
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
