import { SMTPServer } from 'smtp-server';
import type { Inbox, ReceivedMail } from './inbox.ts';
import { parseMail } from './parse-mail.ts';

/** A run causes a few dozen mails; what is beyond is not ours to keep. */
const MOST_MAILS = 500;
const MOST_BYTES = 2 * 1024 * 1024;

interface Stored {
  readonly to: readonly string[];
  readonly mail: ReceivedMail;
}

/**
 * Listens where the target file says that the product's mail goes: takes every mail, passes none on. Any user name and
 * password is welcome, since many products cannot send without.
 */
export function smtpInbox(sink: string): Inbox {
  const { hostname, port } = new URL(sink);
  const mails: Stored[] = [];
  let failure: string | undefined;

  const server = new SMTPServer({
    size: MOST_BYTES,
    maxClients: 20,
    authOptional: true,
    // No certificate that anybody would trust stands behind it, and it listens on the founder's own machine.
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
        void parseMail(Buffer.concat(chunks)).then((mail) => {
          if (mails.length < MOST_MAILS) mails.push({ to, mail });
          done();
        });
      });
    },
  });
  const listening = new Promise<void>((resolve) => {
    server.once('error', (error: Error) => {
      failure = `cannot listen at ${sink}: ${error.message}`;
      resolve();
    });
    server.listen(Number(port || 25), hostname.replaceAll(/[[\]]/g, ''), resolve);
  });
  // Later errors are of single connections; the product sees them, and its mail does not arrive.
  server.on('error', () => undefined);

  return {
    async arrived(to) {
      await listening;
      if (failure !== undefined) return { kind: 'unreachable', because: failure };
      const ids = mails.flatMap((one, index) => (one.to.includes(to.toLowerCase()) ? [String(index)] : []));
      return { kind: 'arrived', ids };
    },
    read: (id) => Promise.resolve(mails[Number(id)]?.mail),
    async close() {
      await listening;
      if (failure !== undefined) return;
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
