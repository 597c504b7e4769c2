import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { linksIn } from '../mail/read-mail.ts';
import type { NextMail } from './walker.ts';

/** Where a script of the founder's gets the mails of the address that it signs up with. */
export interface MailDesk extends AsyncDisposable {
  /** Each GET waits for the next mail and tells it; 404 with the reason when none comes. */
  readonly url: string;
}

/**
 * Wherever the product's mail arrives, a script reads it in one way. On loopback, at a path that nobody else knows, for one
 * address that the run made up.
 */
export async function openMailDesk(
  nextMail: (withinMs: number) => Promise<NextMail>,
  withinMs: number,
): Promise<MailDesk> {
  const path = `/${randomBytes(16).toString('hex')}`;
  const server = createServer((request, response) => {
    const say = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.url !== path) return say(404, { because: 'there is nothing here' });
    nextMail(withinMs).then(
      (next) =>
        next.kind === 'mail'
          ? say(200, { ...next.mail, links: linksIn(next.mail) })
          : say(404, { because: next.because }),
      (error: unknown) => say(500, { because: String(error) }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
