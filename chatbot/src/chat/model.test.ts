import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modelAnswerer } from './model.ts';

const WORDS = ['The code word', ' is zebra.'];

let server: Server;
let url: string;
let received = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => (received += chunk.toString()));
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const content of WORDS) response.write(`data: ${JSON.stringify(chunk({ content }))}\n\n`);
      response.write(`data: ${JSON.stringify(chunk({}, 'stop'))}\n\n`);
      response.end('data: [DONE]\n\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});

afterAll(() => server.close());

const chunk = (delta: object, reason: string | null = null) => ({
  id: '1',
  object: 'chat.completion.chunk',
  created: 0,
  model: 'm',
  choices: [{ index: 0, delta, finish_reason: reason }],
});

test('streams from any OpenAI-compatible endpoint, with passages as reading matter', async () => {
  const answerer = modelAnswerer({ kind: 'openai-compatible', url, name: 'm', key: 'k' }, 50);
  const data = [{ source: 'document', title: 'notes.md', text: 'zebra', fileId: 'f' }] as const;
  const prompt = { instructions: 'Be calm.', data, question: 'What is it?' };
  let text = '';
  for await (const part of answerer.answer(prompt, AbortSignal.timeout(10_000))) {
    if (part.kind === 'text') text += part.text;
  }
  expect(text).toBe(WORDS.join(''));
  const { messages } = JSON.parse(received) as { messages: { role: string; content: string }[] };
  expect(messages[0]).toMatchObject({ role: 'system', content: 'Be calm.' });
  expect(JSON.stringify(messages[1])).toContain('zebra');
});

test('a model that is not there is an error, not a wait', async () => {
  const answerer = modelAnswerer(
    { kind: 'openai-compatible', url: 'http://127.0.0.1:9/v1', name: 'm', key: 'k' },
    50,
  );
  const answer = async () => {
    for await (const part of answerer.answer(
      { instructions: '', data: [], question: 'x' },
      AbortSignal.timeout(20_000),
    )) {
      expect(part).toBeDefined();
    }
  };
  await expect(answer()).rejects.toThrow('could not be reached');
});
