import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';

const MailSchema = z.object({
  at: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  link: z.string().optional(),
});

type Mail = z.infer<typeof MailSchema>;

/** Mails that programs can ask for over HTTP. */
export interface Inbox {
  readonly url: string;
  close(): void;
}

/** Shows an outbox as an inbox. */
export function openInbox(outbox: string): Promise<Inbox> {
  return serveInbox(() => mailsIn(outbox));
}

/** Shows mails the way a Mailpit inbox would (its API, v1): what founders have for testing mail. */
export async function serveInbox(mails: () => readonly Mail[]): Promise<Inbox> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://inbox');
    const found = answer(url, mails());
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? { Error: 'not found' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address: AddressInfo | string | null = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

function mailsIn(outbox: string): readonly Mail[] {
  if (!existsSync(outbox)) return [];
  const lines = readFileSync(outbox, 'utf8').trim().split('\n').filter(Boolean);
  return lines.map((line) => MailSchema.parse(JSON.parse(line)));
}

function answer({ pathname, searchParams }: URL, mails: readonly Mail[]): unknown {
  const listed = mails.map(summary).toReversed();
  if (pathname === '/api/v1/messages') return page(listed, mails.length);
  if (pathname === '/api/v1/search') {
    const wanted = (searchParams.get('query') ?? '').replace(/^(?:to|addressed):/, '').replaceAll('"', '');
    const matching = listed.filter(({ To }) => To.some(({ Address }) => Address.includes(wanted)));
    return page(matching, mails.length);
  }
  const id = /^\/api\/v1\/message\/(\d+)$/.exec(pathname)?.[1];
  const mail = id === undefined ? undefined : mails[Number(id) - 1];
  return mail === undefined || id === undefined
    ? undefined
    : { ...summary(mail, Number(id) - 1), Text: `${mail.text}\n\n${mail.link ?? ''}\n`, HTML: '' };
}

function summary({ at, to, subject, text }: Mail, index: number) {
  return {
    ID: String(index + 1),
    From: { Name: '', Address: 'chatbot@localhost.test' },
    To: [{ Name: '', Address: to }],
    Subject: subject,
    Created: at,
    Snippet: text.slice(0, 200),
  };
}

function page(messages: readonly unknown[], total: number) {
  return { total, messages_count: messages.length, start: 0, messages };
}
