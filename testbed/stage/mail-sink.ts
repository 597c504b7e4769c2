import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { serveInbox, type Inbox } from '../src/inbox.ts';
import { authenticationResults } from './authentication-results.ts';
import { HOSTS } from './names.ts';
import type { LookUp } from './verify-dkim.ts';

/** A mail as it stands in a mailbox: with what the receiving server wrote above it. */
interface ReceivedMail {
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** As a `.eml` file. */
  readonly raw: string;
}

/** A mail server that takes everything and passes nothing on. */
export interface MailSink {
  /** `smtp://127.0.0.1:2525`. */
  readonly smtp: string;
  /** The mails as a Mailpit inbox shows them. */
  readonly inbox: string;
  /** The newest mail to an address. */
  newest(to: string): ReceivedMail | undefined;
  readonly close: () => Promise<void>;
}

const MOST_MAILS = 5_000;

/** @param lookUp what the zone says, to check who a mail comes from */
export async function openMailSink(lookUp: LookUp): Promise<MailSink> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    // It listens on the loopback of one machine, and no certificate would be trusted there.
    hideSTARTTLS: true,
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        const to = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
        const sent = { raw: Buffer.concat(chunks).toString('latin1'), from, ip: session.remoteAddress };
        void received(sent, to, lookUp).then(
          (found) => {
            mails.push(...found);
            mails.splice(0, mails.length - MOST_MAILS);
            done();
          },
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  const inbox: Inbox = await serveInbox(() => mails);
  return {
    smtp: `smtp://127.0.0.1:${port}`,
    inbox: inbox.url,
    newest: (to) => mails.findLast((mail) => mail.to === to.toLowerCase()),
    async close() {
      inbox.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

interface Sent {
  readonly raw: string;
  readonly from: string;
  readonly ip: string;
}

/** One copy for each recipient, with the headers that a receiving server adds. */
async function received(
  sent: Sent,
  recipients: readonly string[],
  lookUp: LookUp,
): Promise<readonly ReceivedMail[]> {
  const { subject = '', text = '' } = await PostalMime.parse(Buffer.from(sent.raw, 'latin1'));
  const at = new Date();
  const head = [
    `Return-Path: <${sent.from}>`,
    `Authentication-Results: ${authenticationResults(sent, lookUp)}`,
    `Received: from [${sent.ip}] by ${HOSTS.mail} with ESMTP; ${at.toUTCString()}`,
  ];
  const raw = `${head.join('\r\n')}\r\n${sent.raw}`;
  return recipients.map((to) => ({ at: at.toISOString(), to, subject, text, raw }));
}
