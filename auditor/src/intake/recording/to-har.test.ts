import { assert, expect, test } from 'vitest';
import { ANA, API, har, pieces, session, type Click } from '../fixtures/boards.ts';
import { readHar } from './har.ts';
import type { Recording } from './recorded.ts';
import { toHar } from './to-har.ts';

async function read(text: string): Promise<Recording> {
  const result = await readHar(pieces(text, 4_096), { name: 'ana', file: 'ana.har', api: API });
  assert(result.ok, result.ok ? '' : result.error[0]?.message);
  return result.value.recording;
}

const FORMS: readonly Click[] = [
  {
    url: '/notes',
    method: 'POST',
    bodyType: 'application/x-www-form-urlencoded',
    body: 'title=a+b&password=hunter2',
    status: 302,
  },
  {
    url: '/api/chat',
    method: 'POST',
    body: { message: 'hi' },
    type: 'text/event-stream',
    answer: 'event: delta\ndata: {"text":"Hel"}\n\n',
  },
];

test('a recording written and read again is the same, and holds no secret', async () => {
  const first = await read(har([...session(ANA), ...FORMS]));
  const text = toHar(first, 'https:');
  const second = await read(text);
  expect(second.exchanges).toEqual(first.exchanges);
  expect(second.credentials).toEqual(first.credentials);
  expect(text).not.toMatch(/hunter2|eyJ|s3ss10n|csrf-a1/);
});
