import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Transporter } from 'nodemailer';
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
  return config.kind === 'smtp' ? smtpMailer(config) : outboxMailer(config);
}

type Smtp = Extract<Config['mail'], { kind: 'smtp' }>;

function smtpMailer({ url, from, dkim }: Smtp): Mailer {
  // Loaded with the first mail: most starts are without a mail server.
  let transport: Transporter | undefined;
  return {
    send: async ({ to, subject, text, link }) => {
      transport ??= (await import('nodemailer')).createTransport({
        url,
        ...(dkim === undefined ? {} : { dkim: signing(dkim) }),
      });
      await transport.sendMail({ from, to, subject, text: link ? `${text}\n\n${link}\n` : `${text}\n` });
    },
  };
}

const signing = ({ domain, selector, privateKey }: NonNullable<Smtp['dkim']>) => ({
  domainName: domain,
  keySelector: selector,
  privateKey,
});

type Outbox = Extract<Config['mail'], { kind: 'outbox' }>;

function outboxMailer({ directory, announces }: Outbox): Mailer {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, OUTBOX_FILE);
  return {
    send: async (mail) => {
      const line = JSON.stringify({ at: new Date().toISOString(), ...mail });
      appendFileSync(path, `${line}\n`, { mode: 0o600 });
      if (announces) process.stdout.write(announcement(mail));
    },
  };
}

/** One line for whoever looks at the console. */
const announcement = ({ to, subject, link }: Mail): string =>
  `Mail to ${to}: ${subject}${link === undefined ? '' : ` → ${link}`}\n`;
