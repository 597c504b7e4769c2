import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { searchSecrets } from './secret-search.ts';

const SECRET = 'correct-horse-battery';
const JWT = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`;

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-search-'));
  mkdirSync(join(folder, 'below'));
  writeFileSync(join(folder, 'below', 'tape.jsonl'), text);
  return folder;
}

it.each([
  ['as it is', SECRET],
  ['in base64', Buffer.from(SECRET).toString('base64')],
  ['in hex', Buffer.from(SECRET).toString('hex')],
  ['a token that nobody told us', JWT],
  ['the session cookie', `chatbot_session=${'x'.repeat(43)}`],
])('finds a secret %s', (_, text) => {
  const { files, leaks } = searchSecrets(folderWith(`{"a":"${text}"}`), [SECRET]);
  expect(files).toBe(1);
  expect(leaks).toHaveLength(1);
});

it('lets placeholders pass', () => {
  const text = 'Bearer ~secret.jwt.5a4acbd4a6~; chatbot_session=~secret.cookie.5a4acbd4a6~';
  expect(searchSecrets(folderWith(text), [SECRET]).leaks).toEqual([]);
});
