import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createMailer, OUTBOX_FILE } from './mailer.ts';

const MAIL = {
  to: 'ana@acme.test',
  subject: 'Confirm your address',
  text: 'Open this link.',
  link: 'http://127.0.0.1:3000/verify?token=t',
};

async function sent(announces: boolean): Promise<{ outbox: string; shown: readonly unknown[] }> {
  const directory = mkdtempSync(join(tmpdir(), 'chatbot-mail-'));
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await createMailer({ kind: 'outbox', directory, announces }).send(MAIL);
  const shown = write.mock.calls.map(([line]) => line);
  write.mockRestore();
  return { outbox: readFileSync(join(directory, OUTBOX_FILE), 'utf8'), shown };
}

test('the console says what a mail is about and where it leads', async () => {
  const { outbox, shown } = await sent(true);
  expect(shown).toEqual([
    'Mail to ana@acme.test: Confirm your address → http://127.0.0.1:3000/verify?token=t\n',
  ]);
  expect(JSON.parse(outbox)).toMatchObject(MAIL);
});

test('from code, the console stays silent', async () => {
  const { outbox, shown } = await sent(false);
  expect(shown).toEqual([]);
  expect(outbox).toContain(MAIL.link);
});
