import * as z from 'zod';
import { secret } from './secret.ts';
import { host, text } from './words.ts';

const SINK = /^(?:smtp|https?|imaps?):\/\/[^\s@/]+\/?$/;

/** Where test mail arrives. */
export const mail = z
  .strictObject({
    sink: text
      .regex(
        SINK,
        'must be smtp://host:port (the auditor listens there), http://host:port (a Mailpit inbox) or imaps://host:port (a mailbox), without a password',
      )
      .describe(
        'Where the product’s mail arrives during a run: smtp://host:port that the auditor listens on, the http:// address of a Mailpit inbox, or the imaps:// address of a mailbox. imap:// encrypts by STARTTLS; only on this machine or network may it do without.',
      )
      .meta({ examples: ['smtp://127.0.0.1:2525'] }),
    domain: host
      .optional()
      .describe(
        'Domain of the addresses that the run makes up. All its mail must arrive at the sink; a mailbox needs a catch-all.',
      )
      .meta({ examples: ['mail.example.test'] }),
    user: text
      .optional()
      .describe('User name at the mailbox.')
      .meta({ examples: ['launch@example.test'] }),
    password: secret
      .optional()
      .describe('Password at the mailbox, as ${NAME}.')
      .meta({ examples: ['${MAILBOX_PASSWORD}'] }),
    folder: text
      .optional()
      .describe('Folder of the mailbox; INBOX by default. It is only read: nothing is deleted or marked.'),
  })
  .superRefine(({ sink, ...rest }, context) => {
    const isMailbox = sink.startsWith('imap');
    for (const key of ['user', 'password', 'domain'] as const) {
      if (isMailbox && rest[key] === undefined)
        context.addIssue({
          code: 'custom',
          path: [key],
          message: `is missing: a mailbox needs ${NEEDS[key]}`,
        });
    }
    for (const key of ['user', 'password', 'folder'] as const) {
      if (!isMailbox && rest[key] !== undefined)
        context.addIssue({ code: 'custom', path: [key], message: 'is only for a mailbox (imaps://…)' });
    }
  })
  .describe('Where test mail arrives. Without it nothing that sends mail is called.');

const NEEDS = {
  user: 'a user name',
  password: 'a password, as ${NAME}',
  domain: 'the domain whose mail all arrives there (a catch-all)',
} as const;
