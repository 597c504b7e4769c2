import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../core/exchange.ts';
import { readReply } from './reply.ts';

function answer(body: unknown, type = 'application/json', status = 200): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': type },
    body: text,
    bytes: text.length,
    truncated: false,
    canaries: [],
  };
}
const SSE = 'text/event-stream; charset=utf-8';
const events = (...data: unknown[]) =>
  data.map((one) => `data: ${typeof one === 'string' ? one : JSON.stringify(one)}\n\n`).join('');

describe('readReply', () => {
  test.each<[string, Answer]>([
    ['JSON, one field', answer({ reply: 'Hello there' })],
    ['OpenAI', answer({ choices: [{ message: { role: 'assistant', content: 'Hello there' } }] })],
    ['Anthropic', answer({ role: 'assistant', content: [{ type: 'text', text: 'Hello there' }] })],
    ['Ollama', answer({ model: 'm', message: { role: 'assistant', content: 'Hello there' } })],
    [
      'with the question sent back',
      answer({
        messages: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Hello there' },
        ],
      }),
    ],
    [
      'OpenAI stream',
      answer(
        events(
          { choices: [{ delta: { role: 'assistant' } }] },
          { choices: [{ delta: { content: 'Hello' } }] },
          { choices: [{ delta: { content: ' there' } }] },
          '[DONE]',
        ),
        SSE,
      ),
    ],
    [
      'OpenAI responses stream',
      answer(
        events(
          { type: 'response.output_text.delta', delta: 'Hello' },
          { type: 'response.output_text.delta', delta: ' there' },
        ),
        SSE,
      ),
    ],
    [
      'Anthropic stream',
      answer(
        'event: content_block_delta\ndata: {"type":"content_block_delta","delta":{"type":"text_delta","text":"Hello"}}\n\nevent: ping\ndata: {"type":"ping"}\n\nevent: content_block_delta\ndata: {"type":"content_block_delta","delta":{"type":"text_delta","text":" there"}}\n\n',
        SSE,
      ),
    ],
    [
      'AI SDK 5 stream',
      answer(
        events(
          { type: 'start' },
          { type: 'text-delta', id: '1', delta: 'Hello' },
          { type: 'text-delta', id: '1', delta: ' there' },
          { type: 'finish' },
        ),
        SSE,
      ),
    ],
    [
      'AI SDK 4 stream',
      answer('f:{"messageId":"1"}\n0:"Hello"\n0:" there"\ne:{"finishReason":"stop"}\n', 'text/plain'),
    ],
    ['words as data', answer('data: Hello\n\ndata:  there\n\ndata: [DONE]\n\n', SSE)],
    ['carriage returns', answer('event: token\r\ndata: {"token":"Hello there"}\r\n\r\n', SSE)],
    [
      'JSON lines',
      answer(
        '{"message":{"content":"Hello"}}\n{"message":{"content":" there"},"done":true}\n',
        'application/x-ndjson',
      ),
    ],
    ['plain text', answer('Hello there', 'text/plain')],
  ])('%s', (_name, given) => {
    expect(readReply(given, {})).toEqual({ kind: 'said', text: 'Hello there' });
  });

  test('a path in the target file wins', () => {
    const given = answer({ text: 'meta', out: { words: 'Hello' } });
    expect(readReply(given, { reply: '$.out.words' })).toEqual({ kind: 'said', text: 'Hello' });
  });

  test('a stream described in the target file', () => {
    const given = answer(
      'event: note\ndata: {"w":"no"}\n\nevent: bit\ndata: {"w":"Hello"}\n\nevent: bit\ndata: END\n\nevent: bit\ndata: {"w":"no"}\n\n',
      SSE,
    );
    const stream = { format: 'sse', event: 'bit', text: '$.w', done: 'END' } as const;
    expect(readReply(given, { stream })).toEqual({ kind: 'said', text: 'Hello' });
  });

  test.each<[string, Answer]>([
    ['an empty body', answer('')],
    ['an empty reply', answer({ reply: '' })],
    ['an HTML page', answer('<!doctype html><title>Log in</title>', 'text/html')],
    ['an error', answer({ error: 'no' }, 'application/json', 500)],
    ['an error as 200', answer({ error: 'model unavailable' })],
    ['an error in a stream', answer(events({ type: 'error', error: 'overloaded' }), SSE)],
    ['only punctuation', answer({ reply: '…' })],
  ])('%s is no reply', (_name, given) => {
    expect(readReply(given, {}).kind).toBe('unreadable');
  });

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.string()),
        fc.constantFrom(SSE, 'application/json', 'x'),
        (body, type) => {
          expect(['said', 'unreadable']).toContain(readReply(answer(body, type), {}).kind);
        },
      ),
    );
  });
});
