import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Config } from '../config/config.ts';

/** A mail to one person, with at most one link in it. */
type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly link?: string;
};

/** Sends mail. */
export type Mailer = { readonly send: (mail: Mail) => Promise<void> };

/** The file of the outbox that mails are appended to, one JSON object per line. */
export const OUTBOX_FILE = 'outbox.jsonl';

/** Sends over SMTP, or writes to a local outbox where there is no mail server. */
export function createMailer(config: Config['mail']): Mailer {
  return config.kind === 'smtp' ? smtpMailer(config) : outboxMailer(config.directory);
}

function smtpMailer({ url, from }: { readonly url: string; readonly from: string }): Mailer {
  const transport = createTransport(url);
  return {
    send: async ({ to, subject, text, link }) => {
      await transport.sendMail({ from, to, subject, text: link ? `${text}\n\n${link}\n` : `${text}\n` });
    },
  };
}

function outboxMailer(directory: string): Mailer {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, OUTBOX_FILE);
  return {
    send: async (mail) => {
      const line = JSON.stringify({ at: new Date().toISOString(), ...mail });
      appendFileSync(path, `${line}\n`, { mode: 0o600 });
    },
  };
}
