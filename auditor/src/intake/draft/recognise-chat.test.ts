import { assert, describe, expect, test } from 'vitest';
import { discover } from '../discovery/discover.ts';
import { API, har, pieces, type Click } from '../fixtures/boards.ts';
import { readHar } from '../recording/har.ts';
import { recogniseChat } from './recognise-chat.ts';

async function chatIn(clicks: readonly Click[]) {
  const read = await readHar(pieces(har(clicks)), { name: 'ana', file: 'ana.har', api: API });
  assert(read.ok, read.ok ? '' : JSON.stringify(read.error));
  const { operations } = discover([read.value.recording]);
  return recogniseChat(operations, [read.value.recording]);
}

const made: Click = {
  url: '/api/chats',
  method: 'POST',
  body: { title: 'New chat' },
  status: 201,
  answer: { doc: { id: 31, title: 'New chat' }, message: 'Chat successfully created.' },
};
const ask = (id: string | number): Click => ({
  url: '/api/chat',
  method: 'POST',
  body: { id, messages: [{ role: 'user', parts: [{ type: 'text', text: 'Which windows did we choose?' }] }] },
  type: 'text/event-stream',
  answer:
    'data: {"type":"text-delta","id":"0","delta":"Triple "}\n\ndata: {"type":"text-delta","id":"0","delta":"glazing"}\n\n',
});

describe('a message that names its conversation in its body', () => {
  test.each([['31'], [31]])('is sent within one that was begun for it: %j', async (id) => {
    const chat = await chatIn([made, ask(id), { url: '/api/chats/31/messages', answer: [] }]);
    expect(chat).toMatchObject({
      create: { post: '/api/chats', id: '$.doc.id' },
      send: 'POST /api/chat',
      body: { id: '{{conversation}}', messages: [{ parts: [{ text: '{{prompt}}' }] }] },
      history: 'GET /api/chats/{conversation}/messages',
    });
  });

  test('keeps its own id where nothing was seen to begin it', async () => {
    const chat = await chatIn([made, ask('q7Wk2ZpLr9')]);
    expect(chat).not.toHaveProperty('create');
    expect(JSON.stringify(chat?.['body'])).not.toContain('{{conversation}}');
  });
});

describe('what the bot reads where nothing takes files', () => {
  const note = (body: object): Click => ({
    url: '/api/notes',
    method: 'POST',
    body,
    status: 201,
    answer: { doc: { author: { id: 4 }, id: 7, ...body } },
  });

  test('is typed in, with the id of what was made and not of who made it', async () => {
    const chat = await chatIn([
      note({ title: 'Windows', text: 'Triple glazing from Kestrel' }),
      made,
      ask(31),
    ]);
    expect(chat).toMatchObject({
      upload: { post: '/api/notes', json: { title: '{{name}}', text: '{{text}}' }, id: '$.doc.id' },
    });
  });

  test('is unknown where what is made holds no text', async () => {
    const chat = await chatIn([note({ title: 'Windows', stars: 5 }), made, ask(31)]);
    expect(chat).not.toHaveProperty('upload');
  });
});
